package ykaws.aws.enroll;

import java.io.IOException;

/** Told how far an enrolment got. */
public interface EnrollProgress {
    /** Right before the step. */
    void started(EnrollStep step);

    /** A failure or an interrupt is taken back, step by step; the error itself is thrown at the end. */
    void undoing(EnrollStep step);

    /**
     * A check that the user's policy does not allow; the enrolment goes on without it.
     *
     * @param check what was not looked at
     */
    void skipped(String check, IOException why);

    /**
     * Something stays that the user may not remove, or that is out of reach; the enrolment goes on.
     *
     * @param what lower case, no full stop
     * @param command does it, run by who may or where it is
     */
    default void left(String what, String command) {
        // Who shows nothing has nothing to say.
    }

    /** For a caller who shows nothing. */
    EnrollProgress NONE = new EnrollProgress() {
        @Override
        public void started(EnrollStep step) {
            // Nobody to tell.
        }

        @Override
        public void undoing(EnrollStep step) {
            // Nobody to tell.
        }

        @Override
        public void skipped(String check, IOException why) {
            // Nobody to tell.
        }
    };
}
