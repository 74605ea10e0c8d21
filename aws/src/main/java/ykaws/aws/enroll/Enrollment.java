package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsClients;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileEditor;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.ReplayLedger;
import ykaws.pcsc.Pause;

/**
 * Makes keys the MFA devices of an IAM user: each of them wholly, or not at all.
 *
 * <p>It can be run again at any time. What is whole is left as it is; what a killed run left behind is finished or
 * removed, by the rule of {@link Journal}.
 *
 * <p>Source of the calls: IAM API, {@code CreateVirtualMFADevice}, {@code EnableMFADevice}, {@code TagMFADevice}.
 */
public final class Enrollment {
    /** The tag of a device that says which keys it is on: their serial numbers, with blanks between. */
    public static final String SERIAL_TAG = "ykaws:key-serial";

    private final Parts parts;
    private final EnrollProgress progress;

    /**
     * What an enrolment works with.
     *
     * @param ledger gets the time steps whose codes enable the device
     */
    public record Parts(AwsClients aws, ReplayLedger ledger, AwsClock clock, Pause pause, Journal journal) {}

    public Enrollment(Parts parts, EnrollProgress progress) {
        this.parts = parts;
        this.progress = progress;
    }

    /**
     * Checks everything that can be checked without changing anything. Until the plan is carried out the caller holds
     * {@link Journal#alone}, so that no other enrolment makes it untrue.
     *
     * @throws EnrollException what is in the way
     * @throws ykaws.oath.OathException INVALID_NAME if no spelling of the device fits the key
     */
    public EnrollPlan plan(EnrollWish wish, EnrollKeys keys) throws IOException {
        progress.started(EnrollStep.CHECK);
        return new Checks(parts, progress).plan(wish, keys);
    }

    /**
     * Carries a plan out, one device after the other: create, put and prove on each key (a touch each), enable, tag, and
     * the first one's serial into the profiles.
     *
     * <p>On any failure before the tags, and when the thread is interrupted, every step for this device is taken back
     * and the failure thrown; devices that are whole stay. What cannot be taken back is named in an
     * {@link EnrollException} of kind LEFT_BEHIND. Tags and profiles that can't be written fail nothing.
     *
     * @throws InterruptedIOException or what the step under way throws, if the thread was interrupted
     */
    public EnrollResult run(EnrollPlan plan) throws IOException {
        List<EnrollResult.Device> devices = new ArrayList<>();
        List<EnrollResult.ProfileOutcome> profiles = List.of();
        Patience patience = new Patience(parts.pause());
        int touches = 0;
        for (EnrollDevice device : plan.devices()) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            Done done = enrollUnderSomeName(plan, device, patience);
            // Too late to take anything back, and nothing that follows may be stopped half-way.
            boolean interrupted = Thread.interrupted();
            devices.add(done.device);
            touches += done.touches;
            if (devices.size() == 1) {
                progress.started(EnrollStep.PROFILE);
                profiles = writeProfiles(plan.wish().target(), done.device.serial());
            }
            parts.journal().strike(done.device.serial());
            if (interrupted && devices.size() < plan.devices().size()) {
                throw new InterruptedIOException("interrupted");
            }
        }
        Duration waited = patience.waited();
        return new EnrollResult(plan.user(), devices, new EnrollResult.Effort(touches, waited), profiles);
    }

    /** A device that is enabled and tagged. */
    record Done(EnrollResult.Device device, int touches) {}

    /** Where a leftover's name is barred, because its user may not delete it, NAME-2 and so on are tried. */
    private Done enrollUnderSomeName(EnrollPlan plan, EnrollDevice first, Patience patience) throws IOException {
        EnrollDevice device = first;
        for (int number = 2; ; number++) {
            try {
                return enroll(plan, device, patience);
            } catch (BarredNameException e) {
                Checks.undeletable(progress, e.serial().text());
                device = new Checks(parts, progress).another(plan, first, e.next(first.serial(), number));
                parts.journal()
                        .write(DeviceRun.entry(
                                plan,
                                first,
                                java.util.Optional.of(device.serial().text())));
            }
        }
    }

    private Done enroll(EnrollPlan plan, EnrollDevice device, Patience patience) throws IOException {
        UndoList undo = new UndoList(progress);
        try (DeviceRun run = new DeviceRun(parts, progress, plan, new Enabling.Way(patience, undo))) {
            try {
                return run.all(device);
            } catch (IOException | RuntimeException e) {
                // Clears the interrupt: it has done its work, and must not stop the way back.
                boolean interrupted = Thread.interrupted();
                Exception failure = interrupted && !(e instanceof InterruptedIOException) ? interrupted(e) : e;
                takeBack(undo, failure, run.begun() ? device.serial().text() : null);
                if (failure != e) {
                    throw (InterruptedIOException) failure;
                }
                throw e;
            }
        }
    }

    /** What is taken back whole is over; what is not is left to the next run. */
    private void takeBack(UndoList undo, Exception failure, @Nullable String begun) throws IOException {
        undo.takeBack(failure);
        if (begun != null) {
            try {
                parts.journal().strike(begun);
            } catch (IOException e) {
                // At worst the next run looks for remains that are not there.
                failure.addSuppressed(e);
            }
        }
    }

    /** What fails in an interrupted thread fails because of that: a file's channel, for one, is then closed. */
    static InterruptedIOException interrupted(Exception e) {
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        return interrupted;
    }

    static List<EnrollResult.ProfileOutcome> writeProfiles(EnrollWish.Target target, String serial) {
        List<EnrollResult.ProfileOutcome> outcomes = new ArrayList<>();
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
}
