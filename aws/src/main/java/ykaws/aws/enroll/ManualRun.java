package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.Partition;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.Secret;

/** One device of AWS's form under way. */
final class ManualRun {
    private final Enrollment.Parts parts;
    private final EnrollProgress progress;
    private final ManualPlan plan;
    private final String serial;
    private final UserList list;
    private final InstantSource clock;
    private final Patience patience;
    private final DeviceKeys keys;
    private Duration waitedForCodes = Duration.ZERO;
    private int touches;

    private @Nullable FormCodes shown;

    ManualRun(Enrollment.Parts parts, EnrollProgress progress, ManualPlan plan) {
        this.parts = parts;
        this.progress = progress;
        this.plan = plan;
        this.serial = plan.wish().serial().text();
        this.list = new UserList(parts, plan.wish());
        this.clock = parts.clock().in(Partition.ofArn(serial));
        this.patience = new Patience(parts.pause());
        this.keys = keys(plan);
    }

    static DeviceKeys keys(ManualPlan plan) {
        return new DeviceKeys(plan.keys(), plan.device(), plan.wish().touch());
    }

    private void start(EnrollStep step) throws InterruptedIOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        progress.started(step);
    }

    /** Onto every key, each of which then shows that it has it right. */
    void store(Secret seed, UndoList undo) throws IOException {
        if (plan.device().found().state() == EnrollDevice.State.RENEW) {
            start(EnrollStep.CLEAR);
            keys.clear();
        }
        for (int index : plan.device().keys()) {
            start(EnrollStep.PUT);
            keys.put(index, seed, undo);
            start(EnrollStep.PROVE);
            keys.prove(index, seed, clock.instant());
            touches += plan.wish().touch() ? 1 : 0;
        }
    }

    /** Shows codes until somebody says that they were taken. */
    ManualResult.Confirmation handOver(Secret seed, ConsoleForm form) throws IOException {
        start(EnrollStep.ENABLE);
        StepCodes codes = StepCodes.of(seed);
        long older = FormCodes.older(clock.instant());
        for (; ; ) {
            note(older, ReplayLedger.State.UNKNOWN);
            FormCodes pair = new FormCodes(codes.code(older), codes.code(older + 1), FormCodes.start(older + 2));
            shown = pair;
            Optional<ManualResult.Confirmation> confirmation = judged(form, form.typed(pair));
            if (confirmation.isPresent()) {
                boolean taken = confirmation.get() != ManualResult.Confirmation.NONE;
                note(older, taken ? ReplayLedger.State.ACCEPTED : ReplayLedger.State.UNKNOWN);
                return confirmation.get();
            }
            // A pair that was refused in its own time is not shown again.
            older = Math.max(FormCodes.older(clock.instant()), older + 1);
            await(older, form);
        }
    }

    /** Empty for another pair. */
    private Optional<ManualResult.Confirmation> judged(ConsoleForm form, ConsoleForm.Answer first) throws IOException {
        ConsoleForm.Answer answer = first;
        if (answer == ConsoleForm.Answer.TAKEN) {
            Optional<Boolean> listed = listed();
            if (listed.equals(Optional.of(true))) {
                return Optional.of(ManualResult.Confirmation.LISTED);
            }
            if (listed.isPresent()) {
                answer = form.unlisted(serial, plan.wish().userOrUnknown());
            }
        }
        return switch (answer) {
            case TAKEN -> Optional.of(ManualResult.Confirmation.SAID);
            case REFUSED -> Optional.empty();
            case NOBODY -> Optional.of(nobody());
            case GIVEN_UP ->
                throw EnrollException.of(
                        EnrollException.Kind.GIVEN_UP, "given up: AWS has not taken the codes of " + serial);
        };
    }

    /** Without anybody's word the former account can't go. */
    private ManualResult.Confirmation nobody() throws EnrollException {
        if (plan.replaces()) {
            throw EnrollException.of(
                    EnrollException.Kind.GIVEN_UP,
                    "nobody can say whether AWS took the codes, so that the former account stays");
        }
        return ManualResult.Confirmation.NONE;
    }

    /** IAM may need a moment until it lists what it has just enabled. */
    private Optional<Boolean> listed() throws IOException {
        for (int attempt = 1; ; attempt++) {
            Optional<Boolean> has = list.hasDevice(this::refused);
            if (!has.equals(Optional.of(false)) || attempt == Patience.ATTEMPTS) {
                return has;
            }
            patience.pause();
        }
    }

    private void refused(AwsException why) {
        progress.skipped("whether the device is enabled", why);
    }

    /** Whether IAM says that codes which were shown made the device the user's. */
    boolean isTaken() {
        return shown != null && list.hasDevice(this::refused).orElse(false);
    }

    private void note(long older, ReplayLedger.State state) throws IOException {
        parts.ledger().settle(serial, older, state);
        parts.ledger().settle(serial, older + 1, state);
    }

    /** Until the earlier of the two steps is the current one, at the latest. */
    private void await(long older, ConsoleForm form) throws InterruptedIOException {
        Duration left = Duration.between(clock.instant(), FormCodes.start(older));
        if (left.isNegative() || left.isZero()) {
            return;
        }
        form.waiting(left);
        try {
            parts.pause().sleep(left);
            waitedForCodes = waitedForCodes.plus(left);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a code");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /**
     * What follows takes nothing back any more: the device is in use. As long as nobody has said so, the account counts
     * as ours, so that another run with the form's secret puts it there again.
     */
    ManualResult finish(ManualResult.Confirmation confirmation) throws IOException {
        // Too late to take anything back, and nothing that follows may be stopped half-way.
        Thread.interrupted();
        settleNames();
        List<OptionalInt> serials = keys.serials();
        if (confirmation == ManualResult.Confirmation.LISTED && !plan.done()) {
            tag(serials);
        }
        EnrollWish.Target target = plan.wish().target();
        if (!target.profiles().isEmpty()) {
            progress.started(EnrollStep.PROFILE);
        }
        List<EnrollResult.ProfileOutcome> profiles = Enrollment.writeProfiles(target, serial);
        if (confirmation != ManualResult.Confirmation.NONE) {
            parts.journal().strike(serial);
        }
        EnrollResult.Origin origin = plan.done() ? EnrollResult.Origin.FOUND : EnrollResult.Origin.CREATED;
        return new ManualResult(
                new EnrollResult.Device(serial, plan.device().account(), serials, origin),
                shown,
                confirmation,
                new EnrollResult.Effort(touches, patience.waited().plus(waitedForCodes)),
                profiles);
    }

    private void settleNames() {
        try {
            new AccountNames(plan.keys(), plan.device(), progress::started, finish -> {
                        // Nothing is taken back here anyway.
                    })
                    .settle(keys, !plan.done());
        } catch (IOException e) {
            progress.left(
                    "the account is under a temporary name on the key (" + e.getMessage()
                            + "); once the former one is deleted, name it with",
                    Commands.rename(
                            OptionalInt.empty(),
                            Replacement.temporary(plan.device().account()),
                            plan.device().account()));
        }
    }

    private void tag(List<OptionalInt> serials) {
        ManualWish.Access access = plan.wish().access();
        Map<String, String> tags = SerialTag.of(serials);
        if (access == null || tags.isEmpty()) {
            return;
        }
        try {
            progress.started(EnrollStep.TAG);
            parts.aws().iam(access.login().keys(), access.login().endpoints()).tagMfaDevice(serial, tags);
        } catch (AwsException e) {
            progress.skipped("the tags of the device", e);
        }
    }
}
