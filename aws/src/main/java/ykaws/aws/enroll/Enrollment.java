package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import ykaws.aws.AwsClients;
import ykaws.aws.session.ReplayLedger;
import ykaws.pcsc.Pause;

/**
 * Makes a key the MFA device of an IAM user: all of it, or nothing.
 *
 * <p>Source of the calls: IAM API, {@code CreateVirtualMFADevice} and {@code EnableMFADevice}.
 */
public final class Enrollment {
    private final Parts parts;
    private final EnrollProgress progress;

    /**
     * What an enrolment works with.
     *
     * @param ledger gets the time steps whose codes enable the device
     */
    public record Parts(AwsClients aws, ReplayLedger ledger, InstantSource clock, Pause pause) {}

    public Enrollment(Parts parts, EnrollProgress progress) {
        this.parts = parts;
        this.progress = progress;
    }

    /**
     * Checks everything that can be checked without changing anything.
     *
     * @throws EnrollException what is in the way
     * @throws ykaws.oath.OathException INVALID_NAME if no spelling of the device fits the key
     */
    public EnrollPlan plan(EnrollWish wish, EnrollKey key) throws IOException {
        progress.started(EnrollStep.CHECK);
        return new Checks(parts.aws(), progress).plan(wish, key);
    }

    /**
     * Carries a plan out: create, put, prove (one touch), enable, and the serial into the profiles.
     *
     * <p>On any failure before the last of these, and when the thread is interrupted, every step is taken back and the
     * failure thrown. What cannot be taken back is named in an {@link EnrollException} of kind LEFT_BEHIND. A profile
     * that can't be written fails nothing: the result has its lines.
     *
     * @throws java.io.InterruptedIOException or what the step under way throws, if the thread was interrupted
     */
    public EnrollResult run(EnrollPlan plan) throws IOException {
        UndoList undo = new UndoList(progress);
        try (EnrollRun run = new EnrollRun(parts, progress, plan, undo)) {
            try {
                return run.all();
            } catch (IOException | RuntimeException e) {
                // Clears the interrupt: it has done its work, and must not stop the way back.
                if (Thread.interrupted() && !(e instanceof InterruptedIOException)) {
                    throw interrupted(e, undo);
                }
                undo.takeBack(e);
                throw e;
            }
        }
    }

    /** What fails in an interrupted thread fails because of that: a file's channel, for one, is then closed. */
    private static InterruptedIOException interrupted(Exception e, UndoList undo) throws EnrollException {
        InterruptedIOException interrupted = new InterruptedIOException("interrupted");
        interrupted.initCause(e);
        undo.takeBack(interrupted);
        return interrupted;
    }
}
