package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.VirtualMfaDevice;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileEditor;
import ykaws.oath.Code;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.MfaArn;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.OathType;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

/** One enrolment under way. Holds the seed until it is closed: the undo may need a code. */
final class EnrollRun implements AutoCloseable {
    /** What IAM's virtual devices use, whatever their seed's length (IAM User Guide, "virtual MFA"). */
    static final int DIGITS = 6;

    private final Enrollment.Parts parts;
    private final EnrollProgress progress;
    private final EnrollPlan plan;
    private final UndoList undo;
    private final Iam iam;
    private @Nullable VirtualMfaDevice made;

    EnrollRun(Enrollment.Parts parts, EnrollProgress progress, EnrollPlan plan, UndoList undo) {
        this.parts = parts;
        this.progress = progress;
        this.plan = plan;
        this.undo = undo;
        EnrollWish.Login login = plan.wish().login();
        this.iam = parts.aws().iam(login.keys(), login.endpoints());
    }

    EnrollResult all() throws IOException {
        start(EnrollStep.CREATE);
        VirtualMfaDevice device = create();
        start(EnrollStep.PUT);
        put(device.seed());
        start(EnrollStep.PROVE);
        prove(device.seed());
        start(EnrollStep.ENABLE);
        Enabling enabling = new Enabling(parts, plan, device, undo);
        enabling.enable();
        start(EnrollStep.PROFILE);
        List<EnrollResult.ProfileOutcome> profiles = writeProfiles(device.serial());
        int touches = plan.wish().device().touch() ? 1 : 0;
        return new EnrollResult(
                device.serial(),
                plan.user(),
                plan.account(),
                new EnrollResult.Effort(touches, enabling.waited()),
                profiles);
    }

    private void start(EnrollStep step) throws InterruptedIOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        progress.started(step);
    }

    private VirtualMfaDevice create() throws IOException {
        MfaArn serial = MfaArn.parse(plan.serial()).orElseThrow();
        try {
            VirtualMfaDevice device = iam.createVirtualMfaDevice(serial.path(), serial.name());
            made = device;
            undoCreate(device.serial());
            return device;
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.UNREACHABLE) {
                // The call may have arrived and its answer not.
                undoCreate(plan.serial());
            }
            throw e;
        }
    }

    private void undoCreate(String serial) {
        undo.add(new UndoList.Undo(
                EnrollStep.CREATE, Commands.deleteDevice(serial), false, () -> new Removal(parts).delete(iam, serial)));
    }

    private void put(Secret seed) throws IOException {
        OathSession session = plan.key().session();
        try (NewCredential credential = credential(seed)) {
            session.put(credential);
        } catch (OathException e) {
            if (e.kind() == OathException.Kind.BAD_RESPONSE) {
                undoPut();
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            // The key may have stored it, and its answer got lost.
            undoPut();
            throw e;
        }
        undoPut();
    }

    private NewCredential credential(Secret seed) throws IOException {
        Secret key = seed.copy();
        boolean built = false;
        try {
            NewCredential credential = NewCredential.builder(plan.account(), key)
                    .algorithm(HashAlgorithm.SHA1)
                    .digits(DIGITS)
                    .touch(plan.wish().device().touch())
                    .build();
            built = true;
            return credential;
        } finally {
            if (!built) {
                key.close();
            }
        }
    }

    private void undoPut() {
        EnrollKey key = plan.key();
        undo.add(new UndoList.Undo(
                EnrollStep.PUT, Commands.deleteAccount(key, plan.account()), false, this::deleteAccount));
    }

    private void deleteAccount() throws IOException {
        try {
            plan.key().session().delete(plan.account());
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.NO_SUCH_ACCOUNT) {
                throw e;
            }
        }
    }

    /** One touch: what is stored is what IAM knows, before IAM asks for it. */
    private void prove(Secret seed) throws IOException {
        Instant at = parts.clock().instant();
        String expected = Totp.code(seed, HashAlgorithm.SHA1, DIGITS, Totp.step(at, CredentialId.DEFAULT_PERIOD));
        if (!expected.equals(calculate(at).digits())) {
            throw EnrollException.of(
                    EnrollException.Kind.NOT_PROVEN, "the key calculates other codes than the seed that it was given");
        }
    }

    private Code calculate(Instant at) throws IOException {
        EnrollKey key = plan.key();
        boolean touch = plan.wish().device().touch();
        if (!touch) {
            return key.session().calculate(plan.account(), at);
        }
        key.notice().touchNeeded(new Credential(plan.account(), OathType.TOTP, HashAlgorithm.SHA1, true));
        try {
            return key.session().calculate(plan.account(), at);
        } finally {
            key.notice().touched();
        }
    }

    private List<EnrollResult.ProfileOutcome> writeProfiles(String serial) {
        List<EnrollResult.ProfileOutcome> outcomes = new ArrayList<>();
        EnrollWish.Target target = plan.wish().target();
        for (String profile : target.profiles()) {
            try {
                ProfileEditor.set(target.configFile(), profile, "mfa_serial", serial);
                outcomes.add(new EnrollResult.ProfileOutcome(profile, List.of(), null));
            } catch (ConfigException e) {
                // The device works without it: no reason to take it away again.
                List<String> lines = e.lines().isEmpty() ? List.of("mfa_serial = " + serial) : e.lines();
                outcomes.add(new EnrollResult.ProfileOutcome(profile, lines, e.getMessage()));
            }
        }
        return outcomes;
    }

    @Override
    public void close() {
        if (made != null) {
            made.close();
        }
    }
}
