package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.session.CodeSource;
import ykaws.oath.Code;
import ykaws.oath.CodeLookup;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;

/**
 * MFA codes from the key, at a touch.
 *
 * <p>The key is opened for one code and let go again: whatever happens between two codes may take long, and other
 * programs want the key too.
 */
final class KeyCodes implements CodeSource {
    private static final int STEP_SECONDS = 30;

    private final Invocation invocation;
    private final Map<String, String> accountNames;

    /** @param accountNames the accounts of devices whose name does not say it ({@code ykaws_oath_name}), by serial */
    KeyCodes(Invocation invocation, Map<String, String> accountNames) {
        this.invocation = invocation;
        this.accountNames = Map.copyOf(accountNames);
    }

    @Override
    public String code(String mfaSerial, long step) throws IOException {
        String named = accountNames.get(mfaSerial);
        Instant at = Instant.ofEpochSecond(step * STEP_SECONDS);
        TouchPrompt prompt = new TouchPrompt(invocation, mfaSerial);
        try (OpenOath oath = OpenOath.open(invocation, named == null ? mfaSerial : named)) {
            oath.whenSilent(prompt::tell);
            Optional<MfaArn> arn = named == null ? MfaArn.parse(mfaSerial) : Optional.empty();
            Code code = arn.isPresent()
                    ? code(oath.session(), arn.get(), at)
                    : new CodeLookup(oath.session(), prompt)
                            .code(named == null ? mfaSerial : named, at)
                            .code();
            return code.digits();
        } finally {
            prompt.touched();
        }
    }

    /** That device's and no other's: a part of its name is also a part of a sibling's, whose code AWS would refuse. */
    static Code code(OathSession session, MfaArn arn, Instant at) throws IOException {
        CredentialId direct = arn.accountName();
        try {
            return session.calculate(direct, at);
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.NO_SUCH_ACCOUNT) {
                throw e;
            }
        }
        for (Credential each : session.list()) {
            if (arn.names(each.id())) {
                return session.calculate(each.id(), at);
            }
        }
        throw OathException.of(
                OathException.Kind.NO_SUCH_ACCOUNT, arn.text(), "the key holds no account of " + arn.text());
    }

    @Override
    public Optional<String> otherDevice(String mfaSerial) throws IOException {
        Optional<MfaArn> asked = accountNames.containsKey(mfaSerial) ? Optional.empty() : MfaArn.parse(mfaSerial);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        try (OpenOath oath = OpenOath.openWithSerial(invocation)) {
            OptionalInt key = oath.key().info().serial();
            Optional<String> other =
                    Siblings.of(asked.get(), key, oath.session().list()).map(MfaArn::text);
            other.ifPresent(it -> invocation.progress("this key holds " + it + " instead of " + mfaSerial));
            return other;
        }
    }

    @Override
    public List<String> devicesAtHand() throws IOException {
        try (OpenKey key = invocation.keys().open(invocation.keySelector());
                Unlocking unlocking = new Unlocking(invocation)) {
            OathSession session = OpenOath.select(invocation, key);
            if (session.locked()) {
                if (!unlocking.unlockWithoutAsking(session)) {
                    return unseen("its accounts are behind a password that is not remembered");
                }
                key.resetOnClose();
            }
            List<String> devices = new ArrayList<>();
            for (Credential each : session.list()) {
                MfaArns.of(each.id()).map(MfaArn::text).ifPresent(devices::add);
            }
            return devices;
        } catch (PcscException e) {
            if (e.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            if (isNormal(e)) {
                invocation.progress("without MFA, since no key is at hand: " + e.getMessage());
                return List.of();
            }
            return unseen(e.getMessage());
        } catch (OathException e) {
            return unseen(e.getMessage());
        }
    }

    /** Many people have no key, or not here; who named one has. */
    private boolean isNormal(PcscException e) {
        return invocation.keySelector().serial().isEmpty()
                && (e.kind() == PcscException.Kind.NO_KEY
                        || e.kind() == PcscException.Kind.NO_READER
                        || e.kind() == PcscException.Kind.NO_SERVICE);
    }

    /** A session without MFA that should have had it is only noticed when AWS refuses something: so it is told now. */
    private List<String> unseen(@Nullable String reason) {
        invocation
                .console()
                .say(
                        "ykaws: note: going on without MFA: the profile names no mfa_serial, and the key does not tell which"
                                + " device it is (" + reason + "); ykaws clear forgets such a session");
        return List.of();
    }

    @Override
    public void waiting(String mfaSerial, Duration time) {
        sayWaiting(invocation, mfaSerial, time);
    }

    static void sayWaiting(Invocation invocation, String mfaSerial, Duration time) {
        invocation
                .console()
                .say("ykaws: the present code of " + mfaSerial + " is used up; the next one holds in "
                        + Math.max(1, time.toSeconds()) + " s");
    }
}
