package ykaws.aws.enroll;

import java.io.IOException;
import java.time.Duration;

/** AWS's form in the browser, and the person in front of it. */
public interface ConsoleForm {
    /** What became of two codes. */
    enum Answer {
        /** AWS took them. */
        TAKEN,
        /** It did not: other ones are wanted. */
        REFUSED,
        /** It never will. */
        GIVEN_UP,
        /** There is nobody to say it. */
        NOBODY
    }

    /** Shows two codes and waits until somebody has typed them, if there is anybody. */
    Answer typed(FormCodes codes) throws IOException;

    /**
     * They were taken, says the person, and IAM does not list the device.
     *
     * @return TAKEN to leave it at that
     */
    Answer unlisted(String serial, String user) throws IOException;

    /** The next codes are not due yet. */
    void waiting(Duration left);
}
