package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.MfaDevice;
import ykaws.oath.NewCredential;
import ykaws.oath.Secret;
import ykaws.oath.StoragePlan;

/**
 * Enrolment by AWS's form in the browser, for users who may not call IAM: the form makes the device and shows its secret,
 * the keys store it, and a person types the two codes. IAM is only asked, and only if it may be.
 *
 * <p>As with {@link Enrollment}, what fails is taken off the keys again, and {@link Journal} knows what a killed run left.
 */
public final class ManualEnrollment {
    /** How long a seed of IAM's is; for checks that need an account of the right size. */
    private static final int SEED_BYTES = 40;

    private final Enrollment.Parts parts;
    private final EnrollProgress progress;

    public ManualEnrollment(Enrollment.Parts parts, EnrollProgress progress) {
        this.parts = parts;
        this.progress = progress;
    }

    /**
     * Checks everything that can be checked without changing anything, and without the secret.
     *
     * @throws EnrollException what is in the way
     * @throws ykaws.oath.OathException if the device's name, the touch or one more account is too much for a key
     */
    public ManualPlan plan(ManualWish wish, EnrollKeys keys) throws IOException {
        progress.started(EnrollStep.CHECK);
        Checks.requireDevice(wish.serial());
        wish.serial().accountName();
        List<Survey.HeldKey> held = Checks.look(keys);
        Survey.Account account =
                new Survey.Account(wish.userOrUnknown(), listed(wish).orElse(List.of()), List.of(), true);
        EnrollWish.Options options = new EnrollWish.Options(true, wish.force(), Map.of());
        EnrollDevice device = new Survey(options, account, held, parts.journal())
                .devices(wish.serial())
                .get(0);
        ManualPlan plan = new ManualPlan(wish, keys, device);
        if (!plan.done()) {
            requireStorable(plan);
        }
        return plan;
    }

    private static void requireStorable(ManualPlan plan) throws IOException {
        try (Secret seed = Secret.takeOver(new byte[SEED_BYTES]);
                NewCredential account = NewCredential.builder(plan.device().account(), seed)
                        .touch(plan.wish().touch())
                        .build()) {
            for (int index : plan.device().keys()) {
                EnrollKey key = plan.keys().open(index);
                StoragePlan.of(key.session(), key.session().list()).requireSupported(account);
            }
        }
    }

    /** The user's devices; empty where IAM can't be asked. */
    private Optional<List<MfaDevice>> listed(ManualWish wish) {
        return new UserList(parts, wish).ask(why -> progress.skipped("the user's MFA devices", why));
    }

    /**
     * Carries a plan out: put and prove on each key (a touch each), then the codes for the form.
     *
     * <p>On any failure, when the person gives up, and when the thread is interrupted, the accounts are taken off the
     * keys again, unless IAM says by then that the device is the user's. The device itself is the form's: one that is
     * closed without codes leaves a device that nobody has enabled.
     *
     * @param seed stays the caller's; not needed where the plan is done
     * @throws EnrollException GIVEN_UP; LEFT_BEHIND as in {@link Enrollment#run}
     */
    public ManualResult run(ManualPlan plan, Secret seed, ConsoleForm form) throws IOException {
        ManualRun run = new ManualRun(parts, progress, plan);
        if (plan.done()) {
            return run.finish(ManualResult.Confirmation.LISTED);
        }
        UndoList undo = new UndoList(progress);
        parts.journal().write(entry(plan));
        ManualResult.Confirmation confirmation;
        try {
            run.store(seed, undo);
            confirmation = run.handOver(seed, form);
        } catch (IOException | RuntimeException e) {
            boolean interrupted = Thread.interrupted();
            if (run.isTaken()) {
                return run.finish(ManualResult.Confirmation.LISTED);
            }
            Exception failure = interrupted && !(e instanceof InterruptedIOException) ? Enrollment.interrupted(e) : e;
            undo.takeBack(failure);
            parts.journal().strike(plan.wish().serial().text());
            if (failure != e) {
                throw (InterruptedIOException) failure;
            }
            throw e;
        }
        return run.finish(confirmation);
    }

    private static Journal.Entry entry(ManualPlan plan) throws IOException {
        return new Journal.Entry(
                plan.wish().serial().text(),
                plan.wish().userOrUnknown(),
                plan.device().account().text(),
                ManualRun.keys(plan).serials(),
                Optional.empty());
    }
}
