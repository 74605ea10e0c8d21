package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import ykaws.aws.session.CodeSource;
import ykaws.oath.CodeLookup;
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
        String account = accountNames.getOrDefault(mfaSerial, mfaSerial);
        TouchPrompt prompt = new TouchPrompt(invocation, mfaSerial);
        try (OpenOath oath = OpenOath.open(invocation)) {
            oath.whenSilent(prompt::tell);
            return new CodeLookup(oath.session(), prompt)
                    .code(account, Instant.ofEpochSecond(step * STEP_SECONDS))
                    .code()
                    .digits();
        } finally {
            prompt.touched();
        }
    }

    @Override
    public void waiting(String mfaSerial, Duration time) {
        invocation
                .console()
                .say("ykaws: the present code of " + mfaSerial + " is used up; the next one holds in "
                        + Math.max(1, time.toSeconds()) + " s");
    }
}
