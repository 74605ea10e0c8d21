package ykaws.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.ChildJvm;

class ProfileEditorTest {
    @TempDir
    Path folder;

    private Path config() {
        return folder.resolve("config");
    }

    /** "|" is a line break, "~" a carriage return before it. Sets mfa_serial of profile x to V. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``,                                              [profile x]|mfa_serial = V|",
                "[default]|,                                      [default]||[profile x]|mfa_serial = V|",
                "[default],                                       [default]||[profile x]|mfa_serial = V|",
                "[profile x],                                     [profile x]|mfa_serial = V|",
                "[profile x]|a=1|[profile y]|b=2|,                [profile x]|a=1|mfa_serial = V|[profile y]|b=2|",
                "[profile x]|a=1|# c||[profile y]|,               [profile x]|a=1|mfa_serial = V|# c||[profile y]|",
                "[profile x]|# c|a=1,                             [profile x]|# c|a=1|mfa_serial = V|",
                "[profile x]|  a=1|,                              [profile x]|  a=1|  mfa_serial = V|",
                "[profile x]|s3 =|  n = 1|  m = 2||,              [profile x]|s3 =|  n = 1|  m = 2|mfa_serial = V||",
                "[profile x]|MFA_Serial=old # why|,               [profile x]|MFA_Serial=V # why|",
                "[profile x]|mfa_serial   =  old  |a=1|,          [profile x]|mfa_serial   =  V  |a=1|",
                "[profile x]|mfa_serial =|,                       [profile x]|mfa_serial = V|",
                "[profile x]|mfa_serial = # none|,                [profile x]|mfa_serial = V # none|",
                "[profile x]|mfa_serial: old|,                    [profile x]|mfa_serial: V|",
                "[profile x]|mfa_serial = old|  more|a=1|,        [profile x]|mfa_serial = V|a=1|",
                "[profile x]|mfa_serial=1|mfa_serial=2|,          [profile x]|mfa_serial=1|mfa_serial=V|",
                "[profile x]|mfa_serial=1|[profile x]|b=1|,       [profile x]|mfa_serial=V|[profile x]|b=1|",
                "[profile \"x\"]|a=1|,                            [profile \"x\"]|a=1|mfa_serial = V|",
                "[x]|a=1|[sso-session x]|,                        [x]|a=1|[sso-session x]||[profile x]|mfa_serial = V|",
                "[profile x]~|a=1~|[profile y]~|,                 [profile x]~|a=1~|mfa_serial = V~|[profile y]~|",
                "[profile x]~|mfa_serial=old~|,                   [profile x]~|mfa_serial=V~|",
                "\uFEFF[profile x]|mfa_serial=\u00e9|#\u00e9,     \uFEFF[profile x]|mfa_serial=V|#\u00e9",
            })
    void everyOtherByteStays(String before, String after) throws IOException {
        Files.writeString(config(), lines(before));
        ProfileEditor.set(config(), "x", "mfa_serial", "V");
        assertThat(Files.readString(config())).isEqualTo(lines(after));
        assertThat(ProfileSet.read(new AwsFiles(config(), folder.resolve("none")))
                        .setting("x", "mfa_serial"))
                .extracting(Setting::value)
                .isEqualTo("V");
    }

    private static String lines(String text) {
        return text.replace('|', '\n').replace('~', '\r');
    }

    @Test
    void theSectionOfDefault() throws IOException {
        ProfileEditor.set(config(), "default", "region", "eu-west-1");
        assertThat(Files.readString(config())).isEqualTo("[default]\nregion = eu-west-1\n");
        Files.writeString(config(), "[profile default]\nregion = a\n[default]\nregion = b\n");
        ProfileEditor.set(config(), "default", "region", "c");
        assertThat(Files.readString(config())).isEqualTo("[profile default]\nregion = c\n[default]\nregion = b\n");
    }

    @Test
    void aNameWithASpaceIsQuoted() throws IOException {
        ProfileEditor.set(config(), "my dev", "region", "a");
        assertThat(Files.readString(config())).isEqualTo("[profile \"my dev\"]\nregion = a\n");
    }

    @Test
    void bytesThatAreNoTextStay() throws IOException {
        byte[] before = {'#', (byte) 0xff, 0, (byte) 0xc3, '\n', '[', 'd', 'e', 'f', 'a', 'u', 'l', 't', ']', '\n'};
        Files.write(config(), before);
        ProfileEditor.set(config(), "default", "a", "1");
        assertThat(Files.readAllBytes(config())).startsWith(before);
    }

    @Test
    void aMissingFileAndFolderAreMadePrivate() throws IOException {
        Path file = folder.resolve("home/.aws/config");
        ProfileEditor.set(file, "x", "region", "a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void theLinkStaysAndItsTargetKeepsItsMode() throws IOException {
        Path target = Files.createDirectory(folder.resolve("dotfiles")).resolve("aws");
        Files.writeString(target, "[default]\n");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
        Path middle = Files.createSymbolicLink(folder.resolve("middle"), Path.of("dotfiles/aws"));
        Files.createSymbolicLink(config(), middle);
        ProfileEditor.set(config(), "default", "region", "a");
        assertThat(config()).isSymbolicLink();
        assertThat(middle).isSymbolicLink();
        assertThat(Files.readString(target)).isEqualTo("[default]\nregion = a\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r--r--");
        assertThat(folder.resolve("dotfiles")).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aReadOnlyFileIsLeftAloneAndTheLinesAreNamed() throws IOException {
        Files.writeString(config(), "[default]\n");
        Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(() -> ProfileEditor.set(config(), "x", "mfa_serial", "arn:v"))
                .isInstanceOfSatisfying(ConfigException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ConfigException.Kind.READ_ONLY);
                    assertThat(e.lines()).containsExactly("[profile x]", "mfa_serial = arn:v");
                });
        assertThat(Files.readString(config())).isEqualTo("[default]\n");
    }

    @Test
    void aFileThatIsNotUnderstoodIsLeftAlone() throws IOException {
        Files.writeString(config(), "nonsense\n");
        assertThatThrownBy(() -> ProfileEditor.set(config(), "x", "a", "b"))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.SYNTAX));
        assertThat(Files.readString(config())).isEqualTo("nonsense\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nrole_arn = evil", "a\r", "", " a", "a ", "a # b", "a\u0000", "a\u009b"})
    void whatTheFileCannotHoldIsRefused(String value) {
        assertThatThrownBy(() -> ProfileEditor.set(config(), "x", "region", value))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.INVALID_VALUE));
        assertThat(config()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x]", "x\n[y", "x\"y", ""})
    void aNameThatIsNoSectionIsRefused(String profile) {
        assertThatThrownBy(() -> ProfileEditor.set(config(), profile, "region", "a"))
                .isInstanceOf(ConfigException.class);
        assertThat(config()).doesNotExist();
    }

    /** What a child process does: {@code FILE NAME COUNT}. */
    static final class Editor {
        public static void main(String[] args) throws IOException {
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                ProfileEditor.set(Path.of(args[0]), args[1] + i, "region", "r" + i);
            }
        }
    }

    @Test
    void twoProcessesAndTwoThreadsLoseNothing() throws Exception {
        int each = 15;
        List<Thread> threads = new ArrayList<>();
        try (ChildJvm a = ChildJvm.start(Editor.class, config().toString(), "a", "" + each);
                ChildJvm b = ChildJvm.start(Editor.class, config().toString(), "b", "" + each)) {
            for (String name : List.of("c", "d")) {
                Thread thread = new Thread(() -> {
                    try {
                        Editor.main(new String[] {config().toString(), name, "" + each});
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(a.linesToTheEnd()).isEmpty();
            assertThat(b.linesToTheEnd()).isEmpty();
        }
        assertThat(ProfileSet.read(new AwsFiles(config(), folder.resolve("none")))
                        .names())
                .hasSize(4 * each);
    }
}
