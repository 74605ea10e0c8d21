package ykaws.aws.enroll;

import java.io.IOException;
import ykaws.oath.MfaArn;

/** A leftover bars its name, since its user may not delete it. Nothing was made yet. */
final class BarredNameException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient MfaArn serial;

    BarredNameException(MfaArn serial, IOException cause) {
        super("the unassigned MFA device " + serial.text() + " could not be deleted", cause);
        this.serial = serial;
    }

    MfaArn serial() {
        return serial;
    }

    /** The next name to try; the failure itself after the ninth. */
    MfaArn next(MfaArn first, int number) throws BarredNameException {
        if (number > 9) {
            throw this;
        }
        return new MfaArn(first.partition(), first.account(), first.path(), first.name() + "-" + number);
    }
}
