package ykaws.aws.enroll;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes back the steps so far, the last one first. */
final class UndoList {
    private final EnrollProgress progress;
    private final Deque<Undo> undos = new ArrayDeque<>();

    private @Nullable String unfinished;

    /** Takes one step back; that there is nothing to take back is no failure. */
    interface Action {
        void run() throws IOException;
    }

    /**
     * One step's way back.
     *
     * @param command does the same by hand
     * @param essential what lies before it must stay if this one fails: an enabled device whose account is gone from the
     *     key locks its owner out
     */
    record Undo(EnrollStep step, String command, boolean essential, Action action) {}

    UndoList(EnrollProgress progress) {
        this.progress = progress;
    }

    void add(Undo undo) {
        undos.push(undo);
    }

    /** From here on there is no way back: what is made must stay, and is finished by that command or by another run. */
    void forget(String finish) {
        undos.clear();
        unfinished = finish;
    }

    /**
     * Takes everything back. The thread is not interrupted when it comes here; an interrupt on the way stops what waits.
     *
     * @throws EnrollException LEFT_BEHIND, with {@code failure} as its cause, if something could not be taken back
     */
    void takeBack(Exception failure) throws EnrollException {
        List<String> left = runAll(failure);
        if (!left.isEmpty()) {
            throw new EnrollException(
                    EnrollException.Kind.LEFT_BEHIND,
                    "the enrolment failed (" + failure.getMessage() + ") and could not be taken back whole",
                    left,
                    failure);
        }
    }

    private List<String> runAll(Exception failure) {
        List<String> left = new ArrayList<>();
        if (unfinished != null) {
            left.add(unfinished);
        }
        boolean barred = false;
        while (!undos.isEmpty()) {
            Undo undo = undos.pop();
            if (barred) {
                left.add(undo.command);
                continue;
            }
            progress.undoing(undo.step);
            try {
                undo.action.run();
            } catch (IOException | RuntimeException e) {
                failure.addSuppressed(e);
                left.add(undo.command);
                barred = undo.essential;
            }
        }
        return left;
    }
}
