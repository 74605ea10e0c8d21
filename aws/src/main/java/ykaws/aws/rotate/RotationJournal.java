package ykaws.aws.rotate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.files.LockFile;
import ykaws.aws.session.SecretFiles;

/**
 * The rotations of this computer that are not over: written before a new key is asked for, struck off when the old one is
 * deleted.
 *
 * <p>A small text file, one line for each profile: its name in base64, the user, the old key's id, the ids that the user
 * had before, the moment of deactivation or {@code -}, the moment of deletion or {@code -}.
 */
public final class RotationJournal {
    private static final String HEADER = "ykaws-rotations 1";
    private static final String NONE = "-";
    private static final int FIELDS = 6;

    private final Path file;
    private final SecretFiles files = new SecretFiles((exposed, formerMode) -> {
        // Ids of access keys are no secrets.
    });

    /**
     * A rotation that is not over.
     *
     * @param known the ids of all keys that the user had when the new one was asked for
     * @param deactivated when the old key was
     * @param due when the old key is to be deleted
     */
    public record Entry(
            String profile,
            String user,
            String oldId,
            List<String> known,
            Optional<Instant> deactivated,
            Optional<Instant> due) {
        public Entry {
            known = List.copyOf(known);
        }

        Entry deactivated(Instant when, Instant due) {
            return new Entry(profile, user, oldId, known, Optional.of(when), Optional.of(due));
        }
    }

    /** @param file made at first use; in the state folder */
    public RotationJournal(Path file) {
        this.file = file;
    }

    /** Waits until no other rotation of this computer is under way; to be closed when this one is over. */
    public LockFile alone() throws IOException {
        files.folder(file.toAbsolutePath().getParent());
        return LockFile.acquire(file.resolveSibling(file.getFileName() + ".running"));
    }

    public Optional<Entry> find(String profile) throws IOException {
        return Optional.ofNullable(read().get(profile));
    }

    void write(Entry entry) throws IOException {
        change(all -> all.put(entry.profile, entry));
    }

    void strike(String profile) throws IOException {
        change(all -> all.remove(profile));
    }

    private interface Change {
        void apply(Map<String, Entry> all);
    }

    private void change(Change change) throws IOException {
        files.folder(file.toAbsolutePath().getParent());
        LockFile.holding(file.resolveSibling(file.getFileName() + ".lock"), () -> {
            Map<String, Entry> all = read();
            change.apply(all);
            StringBuilder text = new StringBuilder(HEADER).append('\n');
            all.values().forEach(entry -> text.append(line(entry)).append('\n'));
            files.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    private static String line(Entry entry) {
        return String.join(
                " ",
                Base64.getEncoder().encodeToString(entry.profile.getBytes(StandardCharsets.UTF_8)),
                entry.user,
                entry.oldId,
                String.join(",", entry.known),
                entry.deactivated.map(Instant::toString).orElse(NONE),
                entry.due.map(Instant::toString).orElse(NONE));
    }

    /** A line that does not parse names nothing that could be deleted. */
    private Map<String, Entry> read() throws IOException {
        Map<String, Entry> all = new LinkedHashMap<>();
        Optional<byte[]> content = files.read(file);
        if (content.isPresent()) {
            for (String line : new String(content.get(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] fields = line.split(" ", -1);
                if (fields.length == FIELDS) {
                    entry(fields).ifPresent(entry -> all.put(entry.profile, entry));
                }
            }
        }
        return all;
    }

    private static Optional<Entry> entry(String[] fields) {
        try {
            String profile = new String(Base64.getDecoder().decode(fields[0]), StandardCharsets.UTF_8);
            List<String> known = new ArrayList<>(List.of(fields[3].split(",", -1)));
            return Optional.of(new Entry(profile, fields[1], fields[2], known, time(fields[4]), time(fields[5])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        return text.equals(NONE) ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
