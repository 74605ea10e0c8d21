package ykaws.aws.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.files.LockFile;
import ykaws.aws.session.SecretFiles;

/**
 * A small text file of what is under way: a header, then one line for each entry, its fields parted by blanks. A blank, a
 * percent sign and ends of lines inside a field are written as in URIs.
 *
 * @param <E> an entry
 */
public final class JournalFile<E> {
    private static final String[][] ESCAPES = {{"%", "%25"}, {" ", "%20"}, {"\n", "%0A"}, {"\r", "%0D"}};

    private final Path file;
    private final Format<E> format;
    private final SecretFiles files = new SecretFiles((exposed, formerMode) -> {
        // Names and ids are no secrets.
    });

    /** How entries are written. */
    public interface Format<E> {
        /** The first line, with a version. */
        String header();

        /** What an entry is of: one of each is kept. */
        String key(E entry);

        List<String> fields(E entry);

        /** Empty for fields that are none of ours: they name nothing that could be removed. */
        Optional<E> entry(List<String> fields);
    }

    /** @param file made at first use; in the state folder */
    public JournalFile(Path file, Format<E> format) {
        this.file = file;
        this.format = format;
    }

    /** Waits until nobody else on this computer does what the journal is about; to be closed when this is over. */
    public LockFile alone() throws IOException {
        return LockFile.acquire(beside(".running"));
    }

    /** All entries by key, the oldest first. */
    public Map<String, E> read() throws IOException {
        Map<String, E> all = new LinkedHashMap<>();
        Optional<byte[]> content = files.read(file);
        if (content.isPresent()) {
            for (String line : new String(content.get(), StandardCharsets.UTF_8).split("\n", -1)) {
                List<String> fields = Arrays.stream(line.split(" ", -1))
                        .map(JournalFile::plain)
                        .toList();
                format.entry(fields).ifPresent(entry -> all.put(format.key(entry), entry));
            }
        }
        return all;
    }

    /** Writes an entry, in place of a former one of the same key; on return it is on disk. */
    public void write(E entry) throws IOException {
        change(all -> all.put(format.key(entry), entry));
    }

    /** Strikes an entry off; nothing is written if there is none. */
    public void strike(String key) throws IOException {
        if (read().containsKey(key)) {
            change(all -> all.remove(key));
        }
    }

    private interface Change<E> {
        void apply(Map<String, E> all);
    }

    private void change(Change<E> change) throws IOException {
        LockFile.holding(beside(".lock"), () -> {
            Map<String, E> all = read();
            change.apply(all);
            StringBuilder text = new StringBuilder(format.header()).append('\n');
            for (E entry : all.values()) {
                List<String> fields =
                        format.fields(entry).stream().map(JournalFile::escaped).toList();
                text.append(String.join(" ", fields)).append('\n');
            }
            files.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    private Path beside(String suffix) throws IOException {
        files.folder(file.toAbsolutePath().getParent());
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static String escaped(String field) {
        String text = field;
        for (String[] escape : ESCAPES) {
            text = text.replace(escape[0], escape[1]);
        }
        return text;
    }

    private static String plain(String field) {
        String text = field;
        for (int i = ESCAPES.length - 1; i >= 0; i--) {
            text = text.replace(ESCAPES[i][1], ESCAPES[i][0]);
        }
        return text;
    }
}
