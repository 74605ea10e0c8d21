package ykaws.aws.awsvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AccessKeys;
import ykaws.aws.TestSessions;
import ykaws.oath.Secret;

/** Files as aws-vault's library writes them, made by another implementation of RFC 7516 and 7518. */
class AwsVaultFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/aws-vault");
    private static final String PASSPHRASE = "p\u00e4ssphrase";

    @TempDir
    Path folder;

    private static void assertKind(AwsVaultException.Kind kind, AwsVaultFiles files, String passphrase) {
        try (Secret secret = TestSessions.secret(passphrase)) {
            assertThatThrownBy(() -> files.keys("work", secret))
                    .isInstanceOfSatisfying(
                            AwsVaultException.class, e -> assertThat(e.kind()).isEqualTo(kind));
        }
    }

    private static String keys(String profile) throws IOException {
        try (Secret secret = TestSessions.secret(PASSPHRASE);
                AccessKeys keys = new AwsVaultFiles(FOLDER).keys(profile, secret)) {
            return keys.accessKeyId() + " " + TestSessions.text(keys.secretAccessKey());
        }
    }

    @Test
    void keysAreReadAndSessionsAreNoProfiles() throws IOException {
        assertThat(new AwsVaultFiles(FOLDER).profiles()).containsExactly("team/prod", "work");
        assertThat(keys("work")).isEqualTo("AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        assertThat(keys("team/prod")).isEqualTo("AKIAI44QH8DHBEXAMPLE je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");
        assertThat(new AwsVaultFiles(folder.resolve("none")).profiles()).isEmpty();
    }

    @Test
    void whereTheyAre() {
        Path home = Path.of("/home/x");
        assertThat(AwsVaultFiles.folder(Map.of(), home)).isEqualTo(home.resolve(".awsvault/keys"));
        assertThat(AwsVaultFiles.folder(Map.of("AWS_VAULT_FILE_DIR", "~/k"), home))
                .isEqualTo(home.resolve("k"));
        assertThat(AwsVaultFiles.folder(Map.of("AWS_VAULT_FILE_DIR", "/k"), home))
                .isEqualTo(Path.of("/k"));
    }

    @Test
    void aWrongPassphrase() {
        assertKind(AwsVaultException.Kind.LOCKED, new AwsVaultFiles(FOLDER), "passphrase");
        assertKind(AwsVaultException.Kind.LOCKED, new AwsVaultFiles(FOLDER), "");
        assertKind(AwsVaultException.Kind.MISSING, new AwsVaultFiles(folder), PASSPHRASE);
    }

    /** Each character of a file replaced, and each cut: a typed error, whose message holds nothing of the content. */
    @Test
    void aChangedFileIsRefused() throws IOException {
        String good = Files.readString(FOLDER.resolve("work"));
        AwsVaultFiles files = new AwsVaultFiles(folder);
        try (Secret secret = TestSessions.secret(PASSPHRASE)) {
            for (int i = 0; i < good.length(); i += 7) {
                for (String bad : new String[] {
                    good.substring(0, i),
                    good.substring(0, i) + "!" + good.substring(i + 1),
                    good.substring(0, i) + "\u00e9" + good.substring(i + 1),
                    flipped(good, i)
                }) {
                    Files.writeString(folder.resolve("work"), bad);
                    assertThatThrownBy(() -> files.keys("work", secret))
                            .as("at %d", i)
                            .isInstanceOf(AwsVaultException.class)
                            .hasMessageNotContaining("AKIA");
                }
            }
        }
    }

    /** The last character of a part may carry bits that count for nothing; another case of a letter never is one. */
    private static String flipped(String text, int at) {
        char replaced = text.charAt(at) == 'A' ? 'Q' : 'A';
        String changed = text.substring(0, at) + replaced + text.substring(at + 1);
        return changed.equals(text) ? text.substring(1) : changed;
    }
}
