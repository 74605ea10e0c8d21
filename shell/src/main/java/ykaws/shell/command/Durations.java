package ykaws.shell.command;

import java.time.Duration;
import ykaws.shell.Problem;

/** Durations as aws-vault and the AWS CLI write them: {@code 1h30m}, {@code 45m}, {@code 900s}, or plain seconds. */
final class Durations {
    private Durations() {}

    static Duration parse(String text) {
        Duration sum = Duration.ZERO;
        long number = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && number < 1_000_000_000L) {
                number = Math.max(number, 0) * 10 + (c - '0');
            } else if (number >= 0 && "hms".indexOf(c) >= 0) {
                sum = sum.plusSeconds(number * (c == 'h' ? 3600 : c == 'm' ? 60 : 1));
                number = -1;
            } else {
                throw notADuration(text);
            }
        }
        if (text.isEmpty() || (number >= 0 && !sum.isZero())) {
            throw notADuration(text);
        }
        return number >= 0 ? Duration.ofSeconds(number) : sum;
    }

    private static RuntimeException notADuration(String text) {
        return Problem.usage("'" + text + "' is no duration", "write it as 1h, 30m or 900s")
                .failure();
    }
}
