package ykaws.shell;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ykaws.oath.Secret;

/**
 * The controlling terminal ({@code /dev/tty}), which is there even while the standard streams are pipes.
 *
 * <p>Echo is switched with stty(1), which POSIX has: Java has no call for it that works with piped streams. A hook puts
 * it back when the process ends at a prompt.
 */
final class TerminalDevice implements Closeable {
    private static final int LONGEST_LINE = 4096;

    private final Path device;
    private final InputStream in;
    private final OutputStream out;

    private TerminalDevice(Path device) throws IOException {
        this.device = device;
        this.out = new FileOutputStream(device.toFile());
        this.in = new FileInputStream(device.toFile());
    }

    /** The terminal, or empty if this process has none. */
    static Optional<TerminalDevice> open(Path device) {
        try {
            return Optional.of(new TerminalDevice(device));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A line with echo, without its end; empty at the end of input. */
    Optional<String> readLine(String prompt) throws IOException {
        write(prompt);
        Optional<Secret> line = readBytes();
        try (Secret bytes = line.orElse(null)) {
            return bytes == null
                    ? Optional.empty()
                    : Optional.of(bytes.expose(text -> new String(text, StandardCharsets.UTF_8)));
        }
    }

    /** A line that is not shown, asked for only once nothing is shown any more; empty at the end of input. */
    Optional<Secret> readSecret(String prompt) throws IOException {
        String before = stty(List.of("-g"));
        Thread restore = new Thread(() -> restore(before));
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            stty(List.of("-echo"));
            write(prompt);
            return readBytes();
        } finally {
            stty(List.of(before));
            Runtime.getRuntime().removeShutdownHook(restore);
            write("\n");
        }
    }

    /**
     * Keys come one by one and unseen until this is closed. Ctrl-C stays a signal.
     *
     * @param atTheEnd run if the process is ended before that
     */
    Raw raw(Runnable atTheEnd) throws IOException {
        String before = stty(List.of("-g"));
        Thread restore = new Thread(() -> {
            atTheEnd.run();
            restore(before);
        });
        Runtime.getRuntime().addShutdownHook(restore);
        stty(List.of("-icanon", "-echo", "min", "1", "time", "0"));
        return () -> {
            stty(List.of(before));
            Runtime.getRuntime().removeShutdownHook(restore);
        };
    }

    /** Gives the terminal its former mode back. */
    interface Raw {
        /** Also what the end of the process does. */
        void close() throws IOException;
    }

    /** Whether keys were pressed; they are used up. */
    boolean takeKeys() throws IOException {
        int waiting = in.available();
        if (waiting <= 0) {
            return false;
        }
        // Not skip() or readNBytes(): both look for a file position, which a terminal has not.
        return in.read(new byte[waiting]) > 0;
    }

    /** The size in characters. */
    record Size(int rows, int columns) {
        private static final Size USUAL = new Size(24, 80);
    }

    /** What the terminal says, or 24 by 80. */
    Size size() throws IOException {
        String told = stty(List.of("size"));
        int blank = told.indexOf(' ');
        try {
            Size size = new Size(
                    Integer.parseInt(told.substring(0, Math.max(0, blank))),
                    Integer.parseInt(told.substring(blank + 1)));
            return size.rows > 0 && size.columns > 0 ? size : Size.USUAL;
        } catch (NumberFormatException e) {
            return Size.USUAL;
        }
    }

    private void restore(String settings) {
        try {
            stty(List.of(settings));
        } catch (IOException e) {
            // The process is ending and the terminal is gone: there is nobody left to tell.
            return;
        }
    }

    private Optional<Secret> readBytes() throws IOException {
        byte[] buffer = new byte[LONGEST_LINE];
        try {
            int length = 0;
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            while (next >= 0 && next != '\n') {
                if (length == LONGEST_LINE) {
                    throw new IOException("a line longer than " + LONGEST_LINE + " bytes");
                }
                buffer[length++] = (byte) next;
                next = in.read();
            }
            return Optional.of(Secret.copyOf(Arrays.copyOf(buffer, length)));
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }

    private String stty(List<String> arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of("stty"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectInput(device.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        process.getInputStream().transferTo(answer);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("the terminal " + device + " cannot be set to hide what is typed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        }
        return answer.toString(StandardCharsets.US_ASCII).trim();
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            out.close();
        }
    }
}
