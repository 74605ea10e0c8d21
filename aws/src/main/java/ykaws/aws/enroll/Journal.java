package ykaws.aws.enroll;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ykaws.aws.files.LockFile;
import ykaws.aws.journal.JournalFile;

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
    private static final String NONE = "-";
    private static final int FIELDS = 5;

    private final JournalFile<Entry> file;

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
        this.file = new JournalFile<>(file, new Lines());
    }

    /**
     * Waits until no other enrolment of this computer is under way.
     *
     * @return to be closed when this one is over
     */
    public LockFile alone() throws IOException {
        return file.alone();
    }

    public List<Entry> all() throws IOException {
        return List.copyOf(file.read().values());
    }

    public Optional<Entry> find(String serial) throws IOException {
        return Optional.ofNullable(file.read().get(serial));
    }

    /** Writes an entry, in place of a former one of the same device; on return it is on disk. */
    void write(Entry entry) throws IOException {
        file.write(entry);
    }

    /** Strikes a device off. */
    public void strike(String serial) throws IOException {
        file.strike(serial);
    }

    private static final class Lines implements JournalFile.Format<Entry> {
        @Override
        public String header() {
            return "ykaws-enrollments 1";
        }

        @Override
        public String key(Entry entry) {
            return entry.serial;
        }

        @Override
        public List<String> fields(Entry entry) {
            List<String> keys = new ArrayList<>();
            for (OptionalInt key : entry.keys) {
                keys.add(key.isPresent() ? Integer.toUnsignedString(key.getAsInt()) : "?");
            }
            return List.of(entry.serial, entry.user, entry.account, String.join(",", keys), entry.instead.orElse(NONE));
        }

        @Override
        public Optional<Entry> entry(List<String> fields) {
            Optional<List<OptionalInt>> keys = fields.size() == FIELDS ? keys(fields.get(3)) : Optional.empty();
            Optional<String> instead =
                    Optional.of(fields.get(fields.size() - 1)).filter(it -> !it.equals(NONE));
            return keys.map(it -> new Entry(fields.get(0), fields.get(1), fields.get(2), it, instead));
        }
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
