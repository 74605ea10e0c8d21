package ykaws.aws.enroll;

import java.time.Duration;
import java.time.Instant;
import ykaws.oath.CredentialId;
import ykaws.oath.Totp;

/**
 * The two codes that AWS's form asks for, of consecutive time steps.
 *
 * @param first of the earlier step: "MFA code 1"
 * @param second of the later step: "MFA code 2"
 * @param until when the second one's step ends, by AWS's clock
 */
public record FormCodes(String first, String second, Instant until) {
    /** It takes a person that long to type twelve digits and press a button. */
    private static final Duration TYPING = Duration.ofSeconds(15);

    /**
     * The earlier step of the pair to be typed now: the last one and the current one, as enrolment by API uses them. If
     * the current one is about to end, it is the current one and the next one: AWS takes those as well, and whoever types
     * is not overtaken.
     */
    static long older(Instant now) {
        long current = Totp.step(now, CredentialId.DEFAULT_PERIOD);
        Duration left = Duration.between(now, start(current + 1));
        return left.compareTo(TYPING) < 0 ? current : current - 1;
    }

    static Instant start(long step) {
        return Instant.ofEpochSecond(step * CredentialId.DEFAULT_PERIOD);
    }
}
