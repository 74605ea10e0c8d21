package ykaws.sandbox.aws;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.function.LongPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Judges TOTP codes (RFC 6238, SHA-1, 6 digits, 30 s) as AWS does: a code holds around its time step and once. Codes
 * that were taken stay taken, also if the call is refused later for another reason.
 */
final class MfaCodes {
    static final int STEP_SECONDS = 30;
    private static final int KEEP_STEPS = 100;

    private final int window;

    /** @param window time steps before and after the current one whose codes are taken */
    MfaCodes(int window) {
        this.window = window;
    }

    /** Whether one code is right and fresh; if so, it is spent. */
    boolean take(MfaDevice device, String code, Instant now) {
        long current = step(now);
        return takeFirst(
                device,
                current - window,
                current + window,
                step -> isFresh(device, step) && isRight(device, code, step),
                1);
    }

    /**
     * Whether two codes are right, fresh, and of consecutive time steps, one of which is the current one; if so, both are
     * spent. That holds for a window of 0 too, since two codes never belong to one step.
     */
    boolean takePair(MfaDevice device, String first, String second, Instant now) {
        long current = step(now);
        int reach = Math.max(window, 1);
        LongPredicate fits = step -> isFresh(device, step)
                && isFresh(device, step + 1)
                && isRight(device, first, step)
                && isRight(device, second, step + 1);
        return takeFirst(device, current - reach, current + reach - 1, fits, 2);
    }

    private static boolean takeFirst(MfaDevice device, long from, long to, LongPredicate fits, int steps) {
        for (long step = from; step <= to; step++) {
            if (fits.test(step)) {
                for (long spent = step; spent < step + steps; spent++) {
                    device.spent().add(spent);
                }
                long oldest = step - KEEP_STEPS;
                device.spent().removeIf(spent -> spent < oldest);
                return true;
            }
        }
        return false;
    }

    private static boolean isFresh(MfaDevice device, long step) {
        return !device.spent().contains(step);
    }

    private static boolean isRight(MfaDevice device, String code, long step) {
        return code.equals(code(device.seed(), step));
    }

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), (long) STEP_SECONDS);
    }

    static String code(String seed, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base32.decode(seed), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 15;
            int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }
}
