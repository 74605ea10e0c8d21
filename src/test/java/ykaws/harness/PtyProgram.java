package ykaws.harness;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program on a terminal of its own, with somebody who types and reads.
 *
 * <p>{@link #screen} is the text that came, without escape sequences and carriage returns; it isn't laid out as a
 * terminal would.
 */
public final class PtyProgram implements AutoCloseable {
    /** CSI, OSC (to BEL or ST), charset and single-character escapes. */
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?<>=!]*[ -/]*[@-~]"
            + "|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\u001b[ -/]+[0-~]|\u001b[0-~]|[\r\u0007\u000f\u000e]");

    private final PtyProcess process;
    private final Thread reader;
    private volatile String received = "";
    /** How much of the screen former expectations have used up. */
    private int seen;

    private PtyProgram(PtyProcess process) {
        this.process = process;
        this.reader = new Thread(this::read, "pty reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program on a terminal of 100 columns and 30 rows. */
    public static PtyProgram start(Program program, String... arguments) {
        Map<String, String> environment = new HashMap<>(program.environment());
        environment.putIfAbsent("TERM", "xterm-256color");
        try {
            return new PtyProgram(
                    new PtyProcessBuilder(program.command(arguments).toArray(new String[0]))
                            .setEnvironment(environment)
                            .setDirectory(program.place().work().toString())
                            .setInitialColumns(100)
                            .setInitialRows(30)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public PtyProgram type(String text) {
        try {
            OutputStream keyboard = process.getOutputStream();
            keyboard.write(text.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Types a text and Enter. */
    public PtyProgram line(String text) {
        return type(text + "\r");
    }

    /** Types Ctrl and a letter: {@code 'C'}, {@code 'D'}, {@code 'Z'}. */
    public PtyProgram ctrl(char letter) {
        return type(Character.toString(letter & 0x1f));
    }

    public PtyProgram resize(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
        return this;
    }

    /** Waits for a text, after what former calls of this have found. */
    public PtyProgram expect(String text) {
        Waiting.until(() -> screen().indexOf(text, seen) >= 0, () -> "'" + text + "' on the screen: " + screen());
        seen = screen().indexOf(text, seen) + text.length();
        return this;
    }

    /** Waits for a match, after what former calls have found; gives the matching text. */
    public String expect(Pattern pattern) {
        Waiting.until(
                () -> pattern.matcher(screen().substring(seen)).find(), () -> pattern + " on the screen: " + screen());
        var matcher = pattern.matcher(screen().substring(seen));
        if (!matcher.find()) {
            throw new IllegalStateException("the screen only grows");
        }
        seen += matcher.end();
        return matcher.group();
    }

    /** All text that came so far. */
    public String screen() {
        return ESCAPES.matcher(received).replaceAll("");
    }

    /** All that came so far, with the escape sequences. */
    public String raw() {
        return received;
    }

    /** Waits for the end of the program. */
    public int exitCode() {
        try {
            if (!process.waitFor(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running; the screen: " + screen());
            }
            reader.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return process.exitValue();
    }

    private void read() {
        byte[] buffer = new byte[8192];
        // An escape sequence or a character may be cut by the end of a read; both are decoded from the whole.
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream screen = process.getInputStream()) {
            for (int n = screen.read(buffer); n >= 0; n = screen.read(buffer)) {
                all.write(buffer, 0, n);
                received = all.toString(StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            // The terminal is gone with the program that had it, which is how its output ends on Linux.
            received = all.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        ProcessHandle.of(process.pid())
                .ifPresent(handle -> handle.descendants().forEach(ProcessHandle::destroyForcibly));
        process.destroyForcibly();
    }
}
