package ykaws.pcsc.smartcardio;

import java.time.Duration;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;

/** How long to try to connect, and for what. */
final class ConnectPolicy {
    /** Other programs use a key for moments (a signature, a listing): about two seconds in all. */
    static final int BUSY_RETRIES = 8;

    static final Duration BUSY_PAUSE = Duration.ofMillis(250);

    /** After use over HID, a YubiKey comes back as a card only after up to three seconds (ykman waits as long). */
    static final int RECLAIM_RETRIES = 6;

    static final Duration RECLAIM_PAUSE = Duration.ofMillis(500);

    private final Pause pause;
    private final boolean yubiKey;

    /** {@code yubiKey}: whether the reader is a YubiKey's own, which has a card by nature. */
    ConnectPolicy(Pause pause, boolean yubiKey) {
        this.pause = pause;
        this.yubiKey = yubiKey;
    }

    /** One try. */
    interface Attempt<T> {
        T run() throws PcscException;
    }

    <T> T connect(String reader, Attempt<T> attempt) throws PcscException {
        int busy = 0;
        int reclaim = 0;
        while (true) {
            try {
                return attempt.run();
            } catch (PcscException e) {
                if (e.kind() == Kind.BUSY && busy++ < BUSY_RETRIES) {
                    sleep(reader, BUSY_PAUSE);
                } else if (e.kind() == Kind.NO_KEY && yubiKey && reclaim++ < RECLAIM_RETRIES) {
                    sleep(reader, RECLAIM_PAUSE);
                } else {
                    throw e;
                }
            }
        }
    }

    private void sleep(String reader, Duration time) throws PcscException {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            throw new PcscException(Kind.INTERRUPTED, reader, "interrupted while waiting for the key", e);
        }
    }
}
