package ykaws.aws.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.TestSessions;

/** What lies around a vault: links, leftovers of killed processes, the former state of one that is gone. */
class VaultFilesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aVault() throws IOException {
        file = folder.resolve("data/vault");
        try (OpenVault vault = Vault.create(file, horse())) {
            vault.put("dev", TestSessions.keys("AKIA1"));
        }
    }

    private static Unlocker horse() {
        return VaultTest.passphrase("horse");
    }

    private void put(String profile) throws IOException {
        try (OpenVault vault = Vault.at(file).unlock(horse())) {
            vault.put(profile, TestSessions.keys("AKIA2"));
        }
    }

    private void assertRefused(VaultException.Kind kind, String message) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> put("prod"))
                .isInstanceOfSatisfying(
                        VaultException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessage(message);
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void aLockThatIsALinkIsNotFollowed() throws IOException {
        Path lock = file.resolveSibling("vault.lock");
        Files.delete(lock);
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(lock, elsewhere);
        assertRefused(
                VaultException.Kind.IO,
                "the vault " + file + " cannot be changed: " + lock
                        + ": Too many levels of symbolic links (NOFOLLOW_LINKS specified)");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void aFormerStateThatIsALinkIsNotFollowed() throws IOException {
        Path former = VaultStore.former(file);
        Files.delete(former);
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(former, elsewhere);
        assertRefused(VaultException.Kind.UNSAFE_FILE, former + " is a link");
        assertThat(elsewhere).doesNotExist();
    }

    /** It may hold keys, and slots, that were removed since. */
    @Test
    void whatAKilledProcessLeftIsGoneWithTheNextChange() throws IOException {
        for (String left : new String[] {".vault.123.new", ".vault.former.456.new"}) {
            Files.copy(file, file.resolveSibling(left));
        }
        Path foreign = Files.createFile(file.resolveSibling(".other.789.new"));
        put("prod");
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("vault", "vault.former", "vault.lock", ".other.789.new");
        }
        assertThat(foreign).exists();
    }

    /** The second change of a new vault would overwrite the only copy of the keys. */
    @Test
    void noNewVaultTakesThePlaceOfOneThatIsGone() throws IOException {
        byte[] former = Files.readAllBytes(VaultStore.former(file));
        Files.delete(file);
        assertThatThrownBy(() -> Vault.at(file).requireNone()).isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> Vault.create(file, horse()))
                .isInstanceOfSatisfying(
                        VaultException.class, e -> assertThat(e.kind()).isEqualTo(VaultException.Kind.MISSING))
                .hasMessageContaining("its former state is in " + VaultStore.former(file));
        assertThat(file).doesNotExist();
        assertThat(VaultStore.former(file)).hasBinaryContent(former);
    }

    @Test
    void aVaultThatCouldNotBeMadeLeavesNothingInTheKeystore() throws IOException {
        MemoryKeystore keystore = new MemoryKeystore();
        Path other = folder.resolve("other/vault");
        // Its folder goes while the unlocker is asked, as a stick is pulled out.
        Unlocker pulled = new VaultPulled(new KeyringUnlocker(keystore), other.getParent());
        assertThatThrownBy(() -> Vault.create(other, pulled)).isInstanceOf(IOException.class);
        assertThat(keystore.entries).isEmpty();
    }

    /** Takes the vault's folder away when it made its parameters. */
    private record VaultPulled(KeyringUnlocker keyring, Path folder) implements Unlocker {
        @Override
        public String kind() {
            return keyring.kind();
        }

        @Override
        public byte[] newParameters() throws IOException {
            byte[] parameters = keyring.newParameters();
            Files.delete(folder.resolve("vault.lock"));
            Files.delete(folder);
            Files.createFile(folder);
            return parameters;
        }

        @Override
        public ykaws.oath.Secret wrappingKey(byte[] parameters, Path vault) throws IOException {
            return keyring.wrappingKey(parameters, vault);
        }

        @Override
        public void discard(byte[] parameters) throws IOException {
            keyring.discard(parameters);
        }
    }

    @Test
    void aPersonWhoInterruptsIsNotToldOfADamage() throws IOException {
        try (OpenVault vault = Vault.at(file).unlock(horse())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> vault.get("dev"))
                    .isInstanceOf(VaultException.class)
                    .hasCauseInstanceOf(ClosedByInterruptException.class);
        } finally {
            Thread.interrupted();
        }
    }
}
