package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import ykaws.aws.session.CodeSource;
import ykaws.oath.MfaArn;
import ykaws.oath.OathException;
import ykaws.shell.Invocation;

/** The two codes of a resynchronization, from a key that is open: a touch for each, whose purpose is said. */
final class PairCodes implements CodeSource {
    private static final int STEP_SECONDS = 30;

    private final Invocation invocation;
    private final OpenOath oath;
    private int asked;

    PairCodes(Invocation invocation, OpenOath oath) {
        this.invocation = invocation;
        this.oath = oath;
    }

    @Override
    public String code(String mfaSerial, long step) throws IOException {
        asked++;
        TouchPrompt prompt =
                new TouchPrompt(invocation, "code " + asked + " of 2 of " + mfaSerial + " (IAM asks for two in a row)");
        oath.whenSilent(prompt::tell);
        MfaArn arn = MfaArn.parse(mfaSerial)
                .orElseThrow(() -> OathException.of(
                        OathException.Kind.NO_SUCH_ACCOUNT, mfaSerial, mfaSerial + " is no virtual MFA device"));
        try {
            return KeyCodes.code(oath.session(), arn, Instant.ofEpochSecond(step * STEP_SECONDS))
                    .digits();
        } finally {
            prompt.touched();
        }
    }

    @Override
    public void waiting(String mfaSerial, Duration time) {
        KeyCodes.sayWaiting(invocation, mfaSerial, time);
    }
}
