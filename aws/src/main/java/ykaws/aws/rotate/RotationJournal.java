package ykaws.aws.rotate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ykaws.aws.UserAccessKey;
import ykaws.aws.files.LockFile;
import ykaws.aws.journal.JournalFile;

/**
 * The rotations of this computer that are not over: written before a new key is asked for, struck off when the old one is
 * deleted.
 *
 * <p>One line for each profile: its name, the user, the old key's id, the ids that the user had before, the moment at
 * which the new key was asked for, and, each {@code -} until then, its id, the moment of deactivation, that of deletion.
 */
public final class RotationJournal {
    private static final String NONE = "-";
    private static final int FIELDS = 8;

    private final JournalFile<Entry> file;

    /**
     * A rotation that is not over.
     *
     * @param newId the new key's, once AWS accepted it; the profile has it then, or is about to
     */
    public record Entry(
            String profile,
            String user,
            String oldId,
            Asked asked,
            Optional<String> newId,
            Optional<Retirement> retirement) {

        static Entry begun(String profile, String user, String oldId, Asked asked) {
            return new Entry(profile, user, oldId, asked, Optional.empty(), Optional.empty());
        }

        Entry accepted(String id) {
            return new Entry(profile, user, oldId, asked, Optional.of(id), retirement);
        }

        Entry retired(Retirement when) {
            return new Entry(profile, user, oldId, asked, newId, Optional.of(when));
        }
    }

    /**
     * What was there when the new key was asked for.
     *
     * @param known the ids of all keys that the user had
     */
    public record Asked(List<String> known, Instant at) {
        /** How long a call may take, and how far this computer's clock may be off AWS's, with room to spare. */
        private static final Duration AROUND = Duration.ofMinutes(15);

        public Asked {
            known = List.copyOf(known);
        }

        /** Whether a key may be the one that was asked for: it was not there before, and came at that time. */
        boolean mayHaveMade(UserAccessKey key) {
            return !known.contains(key.id())
                    && Duration.between(at, key.created()).abs().compareTo(AROUND) <= 0;
        }
    }

    /**
     * The old key's.
     *
     * @param since when it was deactivated
     * @param due when it is to be deleted
     */
    public record Retirement(Instant since, Instant due) {}

    /** @param file made at first use; in the state folder */
    public RotationJournal(Path file) {
        this.file = new JournalFile<>(file, new Lines());
    }

    /** Does the work when no other rotation of this computer is under way. */
    <T> T alone(LockFile.Work<T> work) throws IOException {
        LockFile lock = file.alone();
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }

    public Optional<Entry> find(String profile) throws IOException {
        return Optional.ofNullable(file.read().get(profile));
    }

    void write(Entry entry) throws IOException {
        file.write(entry);
    }

    void strike(String profile) throws IOException {
        file.strike(profile);
    }

    private static final class Lines implements JournalFile.Format<Entry> {
        @Override
        public String header() {
            return "ykaws-rotations 2";
        }

        @Override
        public String key(Entry entry) {
            return entry.profile;
        }

        @Override
        public List<String> fields(Entry entry) {
            return List.of(
                    entry.profile,
                    entry.user,
                    entry.oldId,
                    String.join(",", entry.asked.known),
                    entry.asked.at.toString(),
                    entry.newId.orElse(NONE),
                    entry.retirement.map(it -> it.since.toString()).orElse(NONE),
                    entry.retirement.map(it -> it.due.toString()).orElse(NONE));
        }

        @Override
        public Optional<Entry> entry(List<String> fields) {
            if (fields.size() != FIELDS) {
                return Optional.empty();
            }
            try {
                Asked asked = new Asked(List.of(fields.get(3).split(",", -1)), Instant.parse(fields.get(4)));
                Optional<Retirement> retirement = fields.get(6).equals(NONE)
                        ? Optional.empty()
                        : Optional.of(new Retirement(Instant.parse(fields.get(6)), Instant.parse(fields.get(7))));
                Optional<String> newId = Optional.of(fields.get(5)).filter(it -> !it.equals(NONE));
                return Optional.of(new Entry(fields.get(0), fields.get(1), fields.get(2), asked, newId, retirement));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
