package ykaws.shell.jline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import org.jline.reader.impl.history.DefaultHistory;
import ykaws.aws.session.SecretFiles;

/** A history that is written to a file of the owner's alone, and that drops lines which must not be remembered. */
final class SafeHistory extends DefaultHistory {
    private final Path file;
    private final SecretFiles files;
    private final Predicate<String> remembered;

    SafeHistory(Path file, SecretFiles files, Predicate<String> remembered) {
        this.files = files;
        this.file = file;
        this.remembered = remembered;
    }

    @Override
    public void load() throws IOException {
        prepare();
        super.load();
    }

    @Override
    public void save() throws IOException {
        prepare();
        super.save();
    }

    @Override
    public void add(Instant time, String line) {
        if (remembered.test(line)) {
            super.add(time, line);
        }
    }

    /** Makes the file 0600 before the editor writes to it, which would take the mode of any new file. */
    private void prepare() throws IOException {
        files.folder(file.toAbsolutePath().getParent());
        if (files.read(file).isEmpty()) {
            files.replace(file, new byte[0]);
        }
    }
}
