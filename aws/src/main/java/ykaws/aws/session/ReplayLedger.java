package ykaws.aws.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.files.LockFile;

/**
 * Which codes were sent to AWS: one is good for one call only, whoever made it.
 *
 * <p>A small text file, one line per code: state, time step, serial. It is replaced as a whole under a lock; a claim is on
 * disk before it is granted, so that a process that dies between sending and hearing the answer leaves the code spent.
 */
public final class ReplayLedger {
    /** Far beyond what AWS accepts (a step or two), so that nothing that matters is dropped. */
    private static final long STEPS_KEPT = 120;

    private static final String HEADER = "ykaws-ledger 1";

    private final Path file;
    private final SecretFiles files;

    /** What became of a code that was sent. */
    public enum State {
        /** Sent, no answer seen: counts as spent. */
        UNKNOWN,
        ACCEPTED,
        /** Refused inside its window: no session will come of it, but resynchronization may use it. */
        REFUSED,
        /** Refused before its window had opened: may be sent once more, inside it. */
        REFUSED_EARLY
    }

    private record Sent(String serial, long step) {}

    /**
     * The ledger in that file.
     *
     * @param file made at first use; in the state folder, because a code is spent for all logins
     */
    public ReplayLedger(Path file) {
        this.file = file;
        this.files = new SecretFiles((exposed, formerMode) -> {
            // Serials and time steps are no secrets.
        });
    }

    /** Empty where that step's code was never sent from here. */
    public Optional<State> state(String serial, long step) throws IOException {
        return Optional.ofNullable(locked(this::read).get(new Sent(serial, step)));
    }

    /**
     * Takes the right to send that step's code, and has it on disk as {@link State#UNKNOWN} before it returns.
     *
     * @return false if the code is spent, by this process or another
     */
    public boolean claim(String serial, long step) throws IOException {
        Sent code = new Sent(checked(serial), step);
        return locked(() -> {
            Map<Sent, State> all = read();
            if (isSpent(all, code)) {
                return false;
            }
            all.keySet().removeIf(old -> old.step() < step - STEPS_KEPT);
            all.put(code, State.UNKNOWN);
            write(all);
            return true;
        });
    }

    /** Notes AWS's answer to a claimed code; without one it stays {@link State#UNKNOWN}. */
    public void settle(String serial, long step, State state) throws IOException {
        Sent code = new Sent(checked(serial), step);
        locked(() -> {
            Map<Sent, State> all = read();
            all.keySet().removeIf(old -> old.step() < step - STEPS_KEPT);
            all.put(code, state);
            write(all);
            return state;
        });
    }

    /** The first step from {@code step} on whose code may still be sent. */
    public long firstUnspent(String serial, long step) throws IOException {
        Map<Sent, State> all = locked(this::read);
        long free = step;
        while (isSpent(all, new Sent(serial, free))) {
            free++;
        }
        return free;
    }

    private static boolean isSpent(Map<Sent, State> all, Sent code) {
        State state = all.get(code);
        return state != null && state != State.REFUSED_EARLY;
    }

    private <T> T locked(LockFile.Work<T> work) throws IOException {
        files.folder(file.toAbsolutePath().getParent());
        return LockFile.holding(file.resolveSibling(file.getFileName() + ".lock"), work);
    }

    private Map<Sent, State> read() throws IOException {
        Optional<byte[]> content = files.read(file);
        if (content.isEmpty()) {
            return new LinkedHashMap<>();
        }
        Optional<Map<Sent, State>> parsed = parse(new String(content.get(), StandardCharsets.UTF_8));
        if (parsed.isPresent()) {
            return parsed.get();
        }
        // Not by a crash of ours: it is replaced as a whole. The worst that follows is one refused code.
        Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        return new LinkedHashMap<>();
    }

    private static Optional<Map<Sent, State>> parse(String text) throws IOException {
        BufferedReader lines = new BufferedReader(new StringReader(text));
        if (!HEADER.equals(lines.readLine())) {
            return Optional.empty();
        }
        Map<Sent, State> all = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int first = line.indexOf(' ');
            int second = line.indexOf(' ', first + 1);
            if (first < 0 || second < 0) {
                return Optional.empty();
            }
            try {
                State state = State.valueOf(line.substring(0, first));
                long step = Long.parseLong(line.substring(first + 1, second));
                all.put(new Sent(line.substring(second + 1), step), state);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    private void write(Map<Sent, State> all) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (Map.Entry<Sent, State> entry : all.entrySet()) {
            text.append(entry.getValue())
                    .append(' ')
                    .append(entry.getKey().step())
                    .append(' ');
            text.append(entry.getKey().serial()).append('\n');
        }
        files.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String checked(String serial) {
        if (serial.isEmpty() || serial.indexOf('\n') >= 0 || serial.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("not an MFA serial");
        }
        return serial;
    }
}
