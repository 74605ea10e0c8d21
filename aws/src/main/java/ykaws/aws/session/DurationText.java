package ykaws.aws.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as aws-vault's settings spell them: {@code 1h30m}, {@code 90s}; a bare number is seconds. */
public final class DurationText {
    private static final long LONGEST = Duration.ofDays(366).toSeconds();

    private DurationText() {}

    /** Null if the text is no duration, or one of more than a year. */
    public static @Nullable Duration parse(String text) {
        long total = 0;
        long number = -1;
        boolean units = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.max(number, 0) * 10 + (c - '0');
            } else {
                long unit = c == 'h' ? 3600 : c == 'm' ? 60 : c == 's' ? 1 : -1;
                if (number < 0 || unit < 0) {
                    return null;
                }
                total += number * unit;
                number = -1;
                units = true;
            }
            if (number > LONGEST || total > LONGEST) {
                return null;
            }
        }
        boolean unitMissing = units && number >= 0;
        return text.isEmpty() || unitMissing ? null : Duration.ofSeconds(units ? total : number);
    }
}
