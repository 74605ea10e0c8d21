package ykaws.aws.enroll;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import ykaws.aws.files.LockFile;
import ykaws.aws.session.SecretFiles;

/**
 * The enrolments of this computer that are not over: written before the first thing is made, struck off when all is done
 * or all is taken back. What stands here at a start broke off, since enrolments exclude one another.
 *
 * <p>It decides whose the remains are. <b>The rule:</b> an unassigned device is removed only if it stands here, or by
 * {@code --force}; an account is removed from a key only if its device stands here together with that key. A device that
 * somebody else left is adopted if the key's own codes enable it (then it is that account's device beyond doubt), and
 * else left alone. A device that anybody has enabled is never touched.
 *
 * <p>A small text file, one line for each device: its ARN, the user, the id of the account, the keys' serial numbers
 * (with {@code ?} for a key without one), the device that was made instead or {@code -}.
 */
public final class Journal {
    private static final String HEADER = "ykaws-enrollments 1";
    private static final String NONE = "-";
    private static final int FIELDS = 5;

    private final Path file;
    private final SecretFiles files = new SecretFiles((exposed, formerMode) -> {
        // Names of devices and keys are no secrets.
    });

    /**
     * An enrolment that is not over.
     *
     * @param account the id under which the account was to be put on the keys
     * @param keys serial numbers, empty for a key that has none
     * @param instead the ARN of the device that was made because this one could not be removed, or empty
     */
    public record Entry(String serial, String user, String account, List<OptionalInt> keys, Optional<String> instead) {
        public Entry {
            keys = List.copyOf(keys);
        }

        boolean names(OptionalInt key) {
            return keys.contains(key);
        }
    }

    /** @param file made at first use; in the state folder */
    public Journal(Path file) {
        this.file = file;
    }

    /**
     * Waits until no other enrolment of this computer is under way.
     *
     * @return to be closed when this one is over
     */
    public LockFile alone() throws IOException {
        files.folder(file.toAbsolutePath().getParent());
        return LockFile.acquire(file.resolveSibling(file.getFileName() + ".running"));
    }

    public List<Entry> all() throws IOException {
        return List.copyOf(read().values());
    }

    public Optional<Entry> find(String serial) throws IOException {
        return Optional.ofNullable(read().get(serial));
    }

    /** Writes an entry, in place of a former one of the same device; on return it is on disk. */
    void write(Entry entry) throws IOException {
        change(all -> all.put(entry.serial, entry));
    }

    /** Strikes a device off. */
    public void strike(String serial) throws IOException {
        if (find(serial).isPresent()) {
            change(all -> all.remove(serial));
        }
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
        List<String> keys = new ArrayList<>();
        for (OptionalInt key : entry.keys) {
            keys.add(key.isPresent() ? Integer.toUnsignedString(key.getAsInt()) : "?");
        }
        return String.join(
                " ", entry.serial, entry.user, entry.account, String.join(",", keys), entry.instead.orElse(NONE));
    }

    /** A line that does not parse names nothing that could be removed. */
    private Map<String, Entry> read() throws IOException {
        Map<String, Entry> all = new LinkedHashMap<>();
        Optional<byte[]> content = files.read(file);
        if (content.isPresent()) {
            for (String line : new String(content.get(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] fields = line.split(" ", -1);
                Optional<List<OptionalInt>> keys = fields.length == FIELDS ? keys(fields[3]) : Optional.empty();
                if (keys.isPresent()) {
                    Optional<String> instead = Optional.of(fields[4]).filter(it -> !it.equals(NONE));
                    all.put(fields[0], new Entry(fields[0], fields[1], fields[2], keys.get(), instead));
                }
            }
        }
        return all;
    }

    private static Optional<List<OptionalInt>> keys(String text) {
        List<OptionalInt> keys = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            try {
                keys.add(each.equals("?") ? OptionalInt.empty() : OptionalInt.of(Integer.parseUnsignedInt(each)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(keys);
    }
}
