package ykaws.aws.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AccessKeys;
import ykaws.aws.ChildJvm;
import ykaws.aws.TestSessions;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.SharedCredentials;

class VaultTest {
    /** The least that Argon2id takes: what it costs is not what these tests are about. */
    private static final PassphraseUnlocker.Costs CHEAP = new PassphraseUnlocker.Costs(64, 1, 1);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("data/vault");
    }

    static Unlocker passphrase(String text) {
        return new PassphraseUnlocker(TestSessions.secret(text), CHEAP);
    }

    private Unlocker keyFile() {
        return new KeyFileUnlocker(folder.resolve("data/vault-key"));
    }

    private static String secret(Optional<AccessKeys> keys) {
        return keys.map(k -> k.accessKeyId() + " " + TestSessions.text(k.secretAccessKey()))
                .orElse("none");
    }

    private static void assertKind(
            VaultException.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VaultException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void whatIsPutIsGot() throws IOException {
        try (OpenVault vault = Vault.create(file(), passphrase("horse"));
                AccessKeys keys = TestSessions.keys("AKIA1")) {
            vault.put("dev", keys);
            assertThat(secret(vault.get("dev"))).isEqualTo("AKIA1 long-term-secret-canary-of-AKIA1");
            assertThat(vault.get("prod")).isEmpty();
        }
        Vault vault = Vault.at(file());
        assertThat(vault.exists()).isTrue();
        assertThat(vault.profiles()).containsExactly("dev");
        assertThat(vault.accessKeyId("dev")).hasValue("AKIA1");
        assertThat(vault.accessKeyId("prod")).isEmpty();
        assertThat(vault.unlockers()).extracting(UnlockerInfo::kind).containsExactly("passphrase");
        try (OpenVault open = vault.unlock(passphrase("horse"))) {
            assertThat(secret(open.get("dev"))).isEqualTo("AKIA1 long-term-secret-canary-of-AKIA1");
            open.put("dev", TestSessions.keys("AKIA2"));
            open.put("é \n\"x\"", TestSessions.keys("AKIA3"));
            assertThat(secret(open.get("dev"))).startsWith("AKIA2");
            assertThat(open.remove("dev")).isTrue();
            assertThat(open.remove("dev")).isFalse();
            assertThat(open.get("dev")).isEmpty();
        }
        assertThat(vault.profiles()).containsExactly("é \n\"x\"");
    }

    @Test
    void aWrongPassphraseIsLockedAndNotDamaged() throws IOException {
        Vault.create(file(), passphrase("horse")).close();
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file()).unlock(passphrase("house")));
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file()).unlock(passphrase("")));
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file()).unlock(keyFile()));
        Vault.at(file()).unlock(passphrase("horse")).close();
    }

    @Test
    void aMissingVault() throws IOException {
        Vault none = Vault.at(file());
        assertThat(none.exists()).isFalse();
        assertThat(none.profiles()).isEmpty();
        assertThat(none.unlockers()).isEmpty();
        assertKind(VaultException.Kind.MISSING, () -> none.unlock(passphrase("x")));
    }

    @Test
    void anExistingVaultIsNotReplaced() throws IOException {
        Vault.create(file(), passphrase("horse")).close();
        byte[] before = Files.readAllBytes(file());
        assertKind(VaultException.Kind.EXISTS, () -> Vault.create(file(), passphrase("x")));
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void severalUnlockers() throws IOException {
        try (OpenVault vault = Vault.create(file(), passphrase("horse"))) {
            vault.put("dev", TestSessions.keys("AKIA1"));
            vault.addUnlocker(passphrase("second"));
            vault.addUnlocker(keyFile());
        }
        for (Unlocker unlocker : List.of(passphrase("horse"), passphrase("second"), keyFile())) {
            try (OpenVault vault = Vault.at(file()).unlock(unlocker)) {
                assertThat(secret(vault.get("dev"))).startsWith("AKIA1");
            }
        }
        assertThat(Vault.at(file()).unlockers())
                .extracting(UnlockerInfo::kind)
                .containsExactly("passphrase", "passphrase", "sandbox");
    }

    @Test
    void aSandboxKeyWorksInItsFolderOnly() throws IOException {
        Unlocker sandbox = keyFile();
        Vault.create(file(), sandbox).close();
        Path outside = folder.resolve("other/vault");
        assertKind(VaultException.Kind.LOCKED, () -> Vault.create(outside, sandbox));
        assertThat(outside).doesNotExist();
        Files.createDirectories(
                outside.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(file(), outside);
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-------"));
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(outside).unlock(sandbox));
        Files.delete(folder.resolve("data/vault-key"));
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file()).unlock(sandbox));
    }

    @Test
    void filesArePrivateAndHoldNoSecret() throws IOException {
        try (OpenVault vault = Vault.create(file(), passphrase("pass-canary-phrase"))) {
            vault.put("dev", TestSessions.keys("AKIA1"));
            vault.put("dev", TestSessions.keys("AKIA2"));
        }
        try (var files = Files.walk(folder)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo("rw-------");
                String raw = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
                for (String canary : List.of("long-term-secret", "pass-canary")) {
                    byte[] bytes = canary.getBytes(StandardCharsets.UTF_8);
                    assertThat(raw).doesNotContain(canary);
                    assertThat(raw)
                            .doesNotContain(
                                    Base64.getEncoder().encodeToString(bytes).substring(0, 9));
                    assertThat(raw).doesNotContain(HexFormat.of().formatHex(bytes));
                }
            }
        }
        // The control: what may be read is there to be read.
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .contains("AKIA2");
    }

    @Test
    void unsafeFilesAreRefused() throws IOException {
        Vault.create(file(), passphrase("horse")).close();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw--w----"));
        assertKind(VaultException.Kind.UNSAFE_FILE, () -> Vault.at(file()).unlock(passphrase("horse")));
        assertKind(VaultException.Kind.UNSAFE_FILE, () -> Vault.at(file()).profiles());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        List<String> told = new ArrayList<>();
        Vault.at(file(), (path, mode) -> told.add(path.getFileName() + " " + Integer.toOctalString(mode)))
                .unlock(passphrase("horse"))
                .close();
        assertThat(told).containsExactly("vault 644");
        Path link = Files.createSymbolicLink(folder.resolve("data/link"), file());
        assertKind(VaultException.Kind.UNSAFE_FILE, () -> Vault.at(link).unlock(passphrase("horse")));
    }

    @Test
    void aRemovedKeyIsNotInTheFormerCopy() throws IOException {
        try (OpenVault vault = Vault.create(file(), passphrase("horse"))) {
            vault.put("dev", TestSessions.keys("AKIA1"));
            vault.put("prod", TestSessions.keys("AKIA2"));
            assertThat(VaultStore.former(file())).exists();
            vault.remove("dev");
            assertThat(VaultStore.former(file())).doesNotExist();
        }
    }

    @Test
    void aVaultThatTookTheOthersPlaceIsNotWritten() throws IOException {
        try (OpenVault vault = Vault.create(file(), passphrase("horse"))) {
            Files.delete(file());
            Vault.create(file(), passphrase("horse")).close();
            byte[] theirs = Files.readAllBytes(file());
            assertKind(VaultException.Kind.LOCKED, () -> vault.put("dev", TestSessions.keys("AKIA1")));
            assertThat(file()).hasBinaryContent(theirs);
        }
    }

    /** What a child process does: adds so many keys: {@code FOLDER NAME COUNT}. */
    static final class Adder {
        public static void main(String[] args) throws IOException {
            Path data = Path.of(args[0]);
            try (OpenVault vault =
                    Vault.at(data.resolve("vault")).unlock(new KeyFileUnlocker(data.resolve("vault-key")))) {
                for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                    vault.put(args[1] + i, TestSessions.keys("AKIA" + i));
                }
            }
        }
    }

    @Test
    void processesThatAddAtOnceLoseNothing() throws Exception {
        Vault.create(file(), keyFile()).close();
        String data = folder.resolve("data").toString();
        try (ChildJvm a = ChildJvm.start(Adder.class, data, "a", "15");
                ChildJvm b = ChildJvm.start(Adder.class, data, "b", "15")) {
            Adder.main(new String[] {data, "c", "15"});
            assertThat(a.linesToTheEnd()).isEmpty();
            assertThat(b.linesToTheEnd()).isEmpty();
        }
        assertThat(Vault.at(file()).profiles()).hasSize(45);
        Vault.at(file()).unlock(keyFile()).close();
    }

    @Test
    void theVaultIsUnlockedOnlyForItsKeys() throws IOException {
        try (OpenVault vault = Vault.create(file(), passphrase("horse"))) {
            vault.put("dev", TestSessions.keys("AKIA1"));
        }
        Path credentials = folder.resolve("credentials");
        Files.writeString(credentials, """
                [plain]
                aws_access_key_id=AKIA9
                aws_secret_access_key=s
                [dev]
                aws_access_key_id=AKIA8
                aws_secret_access_key=s
                """);
        SharedCredentials shared = new SharedCredentials(new AwsFiles(folder.resolve("none"), credentials));
        List<String> opened = new ArrayList<>();
        try (StoredKeys stored = new StoredKeys(Vault.at(file()), shared, (vault, unlockers) -> {
            opened.add(unlockers.get(0).kind());
            return vault.unlock(passphrase("horse"));
        })) {
            assertThat(stored.accessKeyId("dev")).hasValue("AKIA1");
            assertThat(stored.accessKeyId("plain")).hasValue("AKIA9");
            assertThat(stored.accessKeyId("nobody")).isEmpty();
            assertThat(stored.keys("plain").accessKeyId()).isEqualTo("AKIA9");
            assertThatThrownBy(() -> stored.keys("nobody")).isInstanceOf(ConfigException.class);
            assertThat(opened).isEmpty();
            assertThat(stored.keys("dev").accessKeyId()).isEqualTo("AKIA1");
            assertThat(stored.keys("dev").accessKeyId()).isEqualTo("AKIA1");
            assertThat(opened).containsExactly("passphrase");
        }
    }
}
