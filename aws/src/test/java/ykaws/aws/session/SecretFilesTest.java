package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.ChildJvm;

class SecretFilesTest {
    @TempDir
    Path temp;

    private final List<String> exposed = new ArrayList<>();
    private final Facts facts = new Facts();
    private final SecretFiles files =
            new SecretFiles(facts, (file, mode) -> exposed.add(file.getFileName() + " " + Integer.toOctalString(mode)));

    private Path folder;
    private Path file;

    @BeforeEach
    void aSecret() throws IOException {
        folder = temp.resolve("private");
        file = folder.resolve("secret");
        files.replace(file, new byte[] {1, 2, 3});
    }

    /** The real facts, but for owners that a test made up: changing an owner takes root. */
    private static final class Facts implements FileFacts.Source {
        final Map<Path, Integer> owners = new HashMap<>();
        int self = 1000;

        @Override
        public @Nullable FileFacts look(Path path) throws IOException {
            FileFacts real = FileFacts.SYSTEM.look(path);
            return real == null ? null : new FileFacts(owners.getOrDefault(path, 1000), real.mode());
        }

        @Override
        public int self() {
            return self;
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void filesAndFoldersArePrivate() throws IOException {
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(files.read(file)).hasValue(new byte[] {1, 2, 3});
        assertThat(files.read(folder.resolve("none"))).isEmpty();
        assertThat(exposed).isEmpty();
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rw--w----, can be written to by other users",
        "rw-----w-, can be written to by other users",
        "rw-rw-rw-, can be written to by other users",
    })
    void aFileThatOthersCanChangeIsRefused(String mode, String reason) throws IOException {
        chmod(file, mode);
        assertThatThrownBy(() -> files.read(file))
                .isInstanceOf(UnsafeFileException.class)
                .hasMessage(file + " " + reason);
        assertThatThrownBy(() -> files.replace(file, new byte[0])).isInstanceOf(UnsafeFileException.class);
        assertThat(mode(file)).isEqualTo(mode);
        assertThat(Files.readAllBytes(file)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, 640", "rw----r--, 604", "rw-r--r--, 644", "rwxr-xr-x, 755"})
    void aFileThatOthersCouldReadIsRepairedAndTold(String mode, String octal) throws IOException {
        chmod(file, mode);
        assertThat(files.read(file)).isPresent();
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(exposed).containsExactly("secret " + octal);
        assertThat(files.read(file)).isPresent();
        assertThat(exposed).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
    void aFolderThatOthersCanChangeIsRefused(String mode) throws IOException {
        chmod(folder, mode);
        assertThatThrownBy(() -> files.read(file)).isInstanceOf(UnsafeFileException.class);
        assertThatThrownBy(() -> files.replace(file, new byte[0])).isInstanceOf(UnsafeFileException.class);
        assertThatThrownBy(() -> files.folder(folder)).isInstanceOf(UnsafeFileException.class);
    }

    @Test
    void aForeignOwnerIsRefused() {
        facts.owners.put(file, 1001);
        assertThatThrownBy(() -> files.read(file)).hasMessage(file + " belongs to another user");
        facts.owners.clear();
        facts.owners.put(folder, 0);
        assertThatThrownBy(() -> files.read(file)).hasMessage(folder + " belongs to another user");
        assertThatThrownBy(() -> files.replace(file, new byte[0])).isInstanceOf(UnsafeFileException.class);
    }

    @Test
    void rootIsNoException() {
        facts.self = 0;
        assertThatThrownBy(() -> files.read(file)).isInstanceOf(UnsafeFileException.class);
    }

    @Test
    void linksAndOtherThingsAreRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThatThrownBy(() -> files.read(link)).hasMessage(link + " is a link");
        assertThatThrownBy(() -> files.replace(link, new byte[0])).hasMessage(link + " is a link");
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));
        assertThatThrownBy(() -> files.replace(nowhere, new byte[0])).hasMessage(nowhere + " is a link");
        assertThat(folder.resolve("gone")).doesNotExist();
        assertThatThrownBy(() -> files.read(folder)).isInstanceOf(UnsafeFileException.class);
        Path linkedFolder = Files.createSymbolicLink(temp.resolve("linked"), folder);
        assertThatThrownBy(() -> files.read(linkedFolder.resolve("secret")))
                .hasMessage(linkedFolder + " is not a folder");
    }

    @Test
    void aReplacementIsWholeOrNotAtAll() throws IOException {
        Files.createDirectory(folder.resolve("taken"));
        Files.writeString(folder.resolve("taken/x"), "");
        assertThatThrownBy(() -> files.replace(folder.resolve("taken"), new byte[9]))
                .isInstanceOf(UnsafeFileException.class);
        files.replace(file, new byte[100_000]);
        assertThat(Files.size(file)).isEqualTo(100_000);
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactlyInAnyOrder(file, folder.resolve("taken"));
        }
    }

    /** The whole way, with the system's own facts. */
    @Test
    void theSystemKnowsOwners() throws IOException {
        SecretFiles real = new SecretFiles((path, mode) -> {});
        assertThat(real.read(file)).isPresent();
        Assumptions.assumeTrue(FileFacts.SYSTEM.self() == 0, "only root can give a file away");
        Files.setAttribute(file, "unix:uid", 65534);
        assertThatThrownBy(() -> real.read(file)).hasMessage(file + " belongs to another user");
    }

    /** What a child process does, as another user: tries a file of ours, then one of its own. */
    static final class Stranger {
        public static void main(String[] args) throws IOException {
            SecretFiles files = new SecretFiles((path, mode) -> {});
            try {
                System.out.println("read " + files.read(Path.of(args[0])).isPresent());
            } catch (UnsafeFileException e) {
                System.out.println(e.getMessage());
            }
            Path own = Path.of(args[1], "own/secret");
            files.replace(own, new byte[] {1});
            System.out.println("read " + files.read(own).isPresent());
        }
    }

    @Test
    void anUnprivilegedUserToo() throws Exception {
        Assumptions.assumeTrue(FileFacts.SYSTEM.self() == 0, "only root can become another user");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv here");
        List<Path> classes = new ArrayList<>();
        for (Class<?> each : List.of(SecretFiles.class, Stranger.class)) {
            Path place = Path.of(
                    each.getProtectionDomain().getCodeSource().getLocation().toURI());
            assumeReadableByAll(place);
            classes.add(place);
        }
        chmod(temp, "rwxr-xr-x");
        chmod(folder, "rwxr-xr-x");
        chmod(file, "rw-r--r--");
        Path shared = Files.createDirectory(temp.resolve("shared"));
        chmod(shared, "rwxrwxrwx");
        try (ChildJvm child = ChildJvm.asNobody(classes, Stranger.class, file.toString(), shared.toString())) {
            assertThat(child.linesToTheEnd()).containsExactly(folder + " belongs to another user", "read true");
        }
    }

    private static void assumeReadableByAll(Path place) throws IOException {
        for (Path at = place; at != null; at = at.getParent()) {
            Assumptions.assumeTrue(
                    Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE),
                    "another user can't reach " + at);
        }
    }
}
