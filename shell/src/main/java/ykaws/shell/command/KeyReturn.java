package ykaws.shell.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** A key that starts anew leaves the computer and comes back, perhaps with another reader. */
final class KeyReturn {
    /** It takes about a second until the computer sees that it left; before that, the old reader would be found. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(1);

    private static final Duration BETWEEN = Duration.ofMillis(250);
    /** Ten seconds in all. */
    private static final int TRIES = 40;

    private final Invocation invocation;

    KeyReturn(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Opens it as soon as it is there. */
    OpenKey await(KeySelector key) throws IOException {
        sleep(LEAVES_WITHIN);
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                OpenKey back = invocation.keys().open(key);
                if (answers(back)) {
                    return back;
                }
            } catch (PcscException e) {
                if (e.kind() == PcscException.Kind.INTERRUPTED || e.kind() == PcscException.Kind.DENIED) {
                    throw e;
                }
                // Not there yet, or there with only half of it.
            }
            sleep(BETWEEN);
        }
        throw new Problem(
                        "removed",
                        "after the change, the key did not come back within ten seconds",
                        List.of("pull it out, plug it in again, and look: ykaws key info"),
                        ExitCode.NO_KEY)
                .failure();
    }

    private static boolean answers(OpenKey key) throws IOException {
        boolean answered = false;
        try {
            key.info();
            answered = true;
            return true;
        } catch (PcscException e) {
            if (e.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            return false;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // The reader of before, which is about to leave.
            return false;
        } finally {
            if (!answered) {
                key.close();
            }
        }
    }

    private void sleep(Duration time) throws IOException {
        try {
            invocation.app().pause().sleep(time);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for the key");
        }
    }
}
