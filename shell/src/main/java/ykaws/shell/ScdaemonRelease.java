package ykaws.shell;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has GnuPG's scdaemon let go of the key, by GnuPG's own means: {@code gpgconf --kill scdaemon} (gpgconf's manual,
 * "--kill [component]": "kill the given component"). gpg-agent starts it again when it is next needed.
 *
 * <p>Not {@code gpg-connect-agent "SCD RESET" /bye}: that starts an agent where none runs, and scdaemon keeps the reader
 * open after it. We end no process ourselves: which one holds the key, PC/SC does not tell.
 */
final class ScdaemonRelease {
    private static final List<String> COMMAND = List.of("gpgconf", "--kill", "scdaemon");
    private static final int PATIENCE_SECONDS = 10;

    private final Invocation invocation;

    ScdaemonRelease(Invocation invocation) {
        this.invocation = invocation;
    }

    void run() throws IOException {
        invocation.console().say("ykaws: another program holds the key; running " + String.join(" ", COMMAND));
        Process gpgconf = start();
        try {
            if (!gpgconf.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw failed("gpgconf did not end within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while GnuPG lets go of the key");
        } finally {
            // Our own child, and nobody else's: without effect on one that has ended.
            gpgconf.destroy();
        }
        if (gpgconf.exitValue() != 0) {
            throw failed("gpgconf failed with exit code " + gpgconf.exitValue());
        }
    }

    private static Process start() {
        try {
            return new ProcessBuilder(COMMAND)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw failed("gpgconf cannot be run: is GnuPG installed?");
        }
    }

    private static Failure failed(String message) {
        return new Problem(
                        "busy",
                        "the key is held by another program, and " + message,
                        List.of("close other programs that use the key (a browser, ykman, Yubico Authenticator)"),
                        ExitCode.NO_KEY)
                .failure();
    }
}
