package ykaws.aws.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Files that only their owner may read or change. */
@SuppressWarnings("DoNotCallSuggester")
public final class SecretFiles {
    /** Told of a file that others could read until now; its mode is repaired, its secret should be changed. */
    public interface Exposure {
        void repaired(Path file, int formerMode);
    }

    public SecretFiles(Exposure exposure) {}

    /** Makes the folder, 0700, where it is missing; refuses one that others own or can write to. */
    public void folder(Path folder) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The file's bytes; empty if there is no such file. */
    public Optional<byte[]> read(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Replaces the file as a whole, 0600; on return it is on disk. */
    public void replace(Path file, byte[] content) throws IOException {
        throw new UnsupportedOperationException();
    }
}
