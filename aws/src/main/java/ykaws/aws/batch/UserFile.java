package ykaws.aws.batch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of users, JSON Lines or CSV. It is read twice: checked as a whole, then worked through line by line, so that
 * nothing is done before all of it is known to be right, and nothing of it is kept but the names, which must differ.
 */
public final class UserFile {
    private static final int FAULTS_SHOWN = 20;

    private final Path file;

    /** @param file a regular file: a pipe can't be read twice */
    public UserFile(Path file) throws UserFileException {
        if (!Files.isRegularFile(file)) {
            throw new UserFileException(
                    UserFileException.Kind.NO_FILE,
                    Files.exists(file) || file.toString().equals("-")
                            ? "the users must stand in a file, which is read twice: first to check all of it"
                            : "no such file: " + file,
                    List.of());
        }
        this.file = file;
    }

    /**
     * Reads all of it.
     *
     * @return how many users it names
     * @throws UserFileException FAULTY, with every fault
     */
    public int check() throws IOException {
        Check check = new Check();
        try (Rows rows = rows()) {
            boolean more = true;
            while (more) {
                try {
                    UserRow row = rows.read();
                    more = row != null;
                    if (row != null) {
                        check.add(row);
                    }
                } catch (RowFault e) {
                    check.fault(rows.lines.number(), e.text());
                    more = !rows.hopeless();
                }
            }
        }
        check.requireNone();
        return check.count;
    }

    /** Its users in their order. */
    public Rows rows() throws IOException {
        return new Rows(file);
    }

    /** The users of a file, one at a time. */
    public static final class Rows implements Closeable {
        private final Path file;
        private final TextLines lines;
        private @Nullable RowFormat format;
        private boolean inHeader = true;

        private Rows(Path file) throws IOException {
            this.file = file;
            this.lines = new TextLines(file);
        }

        /**
         * The next user; empty after the last.
         *
         * @throws UserFileException FAULTY if the file was changed since it was checked
         */
        public Optional<UserRow> next() throws IOException {
            try {
                return Optional.ofNullable(read());
            } catch (RowFault e) {
                String where = file + ":" + lines.number() + ": ";
                throw new UserFileException(
                        UserFileException.Kind.FAULTY, where + "the file was changed: " + e.text(), List.of());
            }
        }

        /** Without a header, no line can be understood. */
        private boolean hopeless() {
            return inHeader;
        }

        private @Nullable UserRow read() throws IOException, RowFault {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    RowFormat known = format == null ? RowFormat.of(line) : format;
                    format = known;
                    inHeader &= known instanceof CsvRows;
                    Optional<RowFields> fields = known.read(line);
                    inHeader = false;
                    if (fields.isPresent()) {
                        return fields.get().row(lines.number());
                    }
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private final class Check {
        /** Lower case: IAM's names differ by more than case. */
        private final Map<String, Integer> devices = new HashMap<>();

        private final List<String> faults = new ArrayList<>();
        private int more;
        private int count;

        void add(UserRow row) {
            count++;
            String name = row.path() + row.device();
            Integer before = devices.putIfAbsent(name.toLowerCase(Locale.ROOT), row.line());
            if (before != null) {
                fault(
                        row.line(),
                        "the device " + name.substring(1) + " is on line " + before
                                + " already; a user's second one needs a name of its own");
            }
        }

        void fault(int line, String what) {
            if (faults.size() < FAULTS_SHOWN) {
                faults.add(file + ":" + line + ": " + what);
            } else {
                more++;
            }
        }

        void requireNone() throws UserFileException {
            if (faults.isEmpty() && count == 0) {
                throw new UserFileException(UserFileException.Kind.FAULTY, file + ": it names no user", List.of());
            }
            if (faults.size() == 1) {
                throw new UserFileException(UserFileException.Kind.FAULTY, faults.get(0), List.of());
            }
            if (more > 0) {
                faults.add("and " + more + " more");
            }
            if (!faults.isEmpty()) {
                throw new UserFileException(
                        UserFileException.Kind.FAULTY, file + ": several lines are wrong; nothing was done", faults);
            }
        }
    }
}
