package ykaws.aws.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.TestSessions;
import ykaws.aws.keystore.KeystoreException;

/** Ways into a vault: added, used, renewed, removed. */
class UnlockersTest {
    @TempDir
    Path folder;

    private final MemoryKey key = new MemoryKey(11);
    private final MemoryKey backup = new MemoryKey(22);
    private final MemoryKeystore keystore = new MemoryKeystore();
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

    private static void assertKind(
            VaultException.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VaultException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private OpenVault unlocked(Unlocker unlocker) throws IOException {
        OpenVault vault = Vault.at(file).unlock(unlocker);
        assertThat(vault.get("dev").orElseThrow().accessKeyId()).isEqualTo("AKIA1");
        return vault;
    }

    private String id(String kind) throws IOException {
        return Vault.at(file).unlockers().stream()
                .filter(it -> it.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void eachKindOpens() throws IOException {
        RecoveryUnlocker paper = RecoveryUnlocker.fresh();
        try (OpenVault vault = unlocked(horse())) {
            vault.addUnlocker(new KeyringUnlocker(keystore));
            vault.addUnlocker(new YubiKeyUnlocker(key));
            vault.addUnlocker(new YubiKeyUnlocker(backup));
            vault.addUnlocker(paper);
        }
        char[] code = paper.code();
        unlocked(new KeyringUnlocker(keystore)).close();
        unlocked(new YubiKeyUnlocker(key)).close();
        unlocked(new YubiKeyUnlocker(backup)).close();
        unlocked(new RecoveryUnlocker(
                        RecoveryCode.read(TestSessions.secret(new String(code))).orElseThrow()))
                .close();
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file).unlock(new YubiKeyUnlocker(new MemoryKey(33))));
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file).unlock(RecoveryUnlocker.fresh()));
        keystore.away = true;
        assertThatThrownBy(() -> Vault.at(file).unlock(new KeyringUnlocker(keystore)))
                .isInstanceOf(KeystoreException.class);
        keystore.away = false;
        keystore.entries.clear();
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file).unlock(new KeyringUnlocker(keystore)));
    }

    @Test
    void aYubiKeyIsRenewedAtEachUseForOneTouch() throws IOException {
        try (OpenVault vault = unlocked(horse())) {
            vault.addUnlocker(new YubiKeyUnlocker(key));
        }
        assertThat(key.log).containsExactly("store false", "touch false");
        String id = id("yubikey");
        byte[] first = Files.readAllBytes(file);
        for (int i = 1; i <= 3; i++) {
            key.log.clear();
            unlocked(new YubiKeyUnlocker(key)).close();
            boolean second = i % 2 == 0;
            assertThat(key.log).containsExactly("touch " + second, "store " + !second);
            assertThat(id("yubikey")).as("the id stays").isEqualTo(id);
            assertThat(key.accounts).hasSize(2);
        }
        // The file before the last use still opens: its side is on the key.
        Files.write(file, Files.readAllBytes(VaultStore.former(file)));
        unlocked(new YubiKeyUnlocker(key)).close();
        // One from long ago does not; the other unlocker is for that.
        Files.write(file, first);
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file).unlock(new YubiKeyUnlocker(key)));
        unlocked(horse()).close();
    }

    @Test
    void aKeyThatCannotBeRenewedOpensAllTheSame() throws IOException {
        try (OpenVault vault = unlocked(horse())) {
            vault.addUnlocker(new YubiKeyUnlocker(key));
        }
        byte[] before = Files.readAllBytes(file);
        key.fullWith = new IOException("full");
        unlocked(new YubiKeyUnlocker(key)).close();
        assertThat(key.log).endsWith("not renewed: full");
        assertThat(file).hasBinaryContent(before);
        key.fullWith = null;
        unlocked(new YubiKeyUnlocker(key)).close();
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    }

    /** Killed after the key took the new account, before the file was written: the file's side is still there. */
    @Test
    void aKillBetweenKeyAndFileLosesNothing() throws IOException {
        try (OpenVault vault = unlocked(horse())) {
            vault.addUnlocker(new YubiKeyUnlocker(key));
        }
        byte[] before = Files.readAllBytes(file);
        unlocked(new YubiKeyUnlocker(key)).close();
        Files.write(file, before);
        unlocked(new YubiKeyUnlocker(key)).close();
        unlocked(new YubiKeyUnlocker(key)).close();
    }

    @Test
    void aRemovedUnlockerOpensNothingThatComesAfter() throws IOException {
        try (OpenVault vault = unlocked(horse())) {
            vault.addUnlocker(new YubiKeyUnlocker(key));
            vault.addUnlocker(new KeyringUnlocker(keystore));
        }
        byte[] old = Files.readAllBytes(file);
        OpenVault oldKey = unlocked(horse());
        try (OpenVault vault = unlocked(new KeyringUnlocker(keystore))) {
            vault.removeUnlocker(id("passphrase"));
            assertThat(VaultStore.former(file)).doesNotExist();
            vault.put("prod", TestSessions.keys("AKIA2"));
            assertThat(vault.get("prod")).isPresent();
        }
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file).unlock(horse()));
        assertKind(VaultException.Kind.STALE, () -> oldKey.get("dev"));
        assertKind(VaultException.Kind.STALE, () -> oldKey.put("dev", TestSessions.keys("AKIA9")));
        // A key that was not plugged in when the data key changed opens it all the same.
        unlocked(new YubiKeyUnlocker(key)).close();
        // The old file's slot, carried into the new file, gives the old data key and no more.
        VaultFile now = VaultFile.parse(file, Files.readAllBytes(file));
        VaultFile then = VaultFile.parse(file, old);
        var kept = then.slots().get(0).open(horse(), now.place());
        assertThat(kept).isNotNull();
        assertKind(VaultException.Kind.DAMAGED, () -> new DataKey(kept).read(now));
        oldKey.close();
    }

    @Test
    void theLastWayInCannotBeRemovedNorAYubiKeyBeTheOnlyOne() throws IOException {
        try (OpenVault vault = unlocked(horse())) {
            byte[] before = Files.readAllBytes(file);
            assertKind(VaultException.Kind.LAST_UNLOCKER, () -> vault.removeUnlocker(id("passphrase")));
            assertKind(VaultException.Kind.NO_SUCH_UNLOCKER, () -> vault.removeUnlocker("00000000"));
            assertThat(file).hasBinaryContent(before);
            vault.addUnlocker(new YubiKeyUnlocker(key));
            assertKind(VaultException.Kind.LAST_UNLOCKER, () -> vault.removeUnlocker(id("passphrase")));
            vault.addUnlocker(new YubiKeyUnlocker(backup));
            vault.removeUnlocker(id("passphrase"));
            assertKind(VaultException.Kind.LAST_UNLOCKER, () -> vault.removeUnlocker(id("yubikey")));
        }
        unlocked(new YubiKeyUnlocker(backup)).close();
    }

    @Test
    void aKeyThatIsThereTwiceIsStillOneKey() throws IOException {
        try (OpenVault vault = unlocked(horse())) {
            // Two processes that add it at once.
            vault.addUnlocker(new YubiKeyUnlocker(key));
            vault.addUnlocker(new YubiKeyUnlocker(key));
            assertKind(VaultException.Kind.LAST_UNLOCKER, () -> vault.removeUnlocker(id("passphrase")));
            vault.addUnlocker(new YubiKeyUnlocker(backup));
            vault.removeUnlocker(id("passphrase"));
        }
    }

    /** Killed after the new file was written, before the former one was deleted. */
    @Test
    void whatTheRemovedUnlockerOpensGoesWithTheNextUse() throws IOException {
        Path former = VaultStore.former(file);
        try (OpenVault vault = unlocked(horse())) {
            vault.addUnlocker(new KeyringUnlocker(keystore));
        }
        byte[] before = Files.readAllBytes(file);
        try (OpenVault vault = unlocked(new KeyringUnlocker(keystore))) {
            vault.removeUnlocker(id("passphrase"));
        }
        byte[] after = Files.readAllBytes(file);
        Files.copy(file, former);
        Files.write(former, before);
        unlocked(new KeyringUnlocker(keystore)).close();
        assertThat(former).doesNotExist();
        // Nor is a newer state deleted because somebody put an old copy in its place.
        Files.copy(file, former);
        Files.write(file, before);
        unlocked(horse()).close();
        assertThat(former).hasBinaryContent(after);
    }

    @Test
    void whatCouldNotBeAddedLeavesNothingBehind() throws IOException {
        try (OpenVault vault = unlocked(horse());
                OpenVault other = unlocked(horse())) {
            vault.addUnlocker(new KeyringUnlocker(keystore));
            vault.removeUnlocker(id("passphrase"));
            assertKind(VaultException.Kind.STALE, () -> other.addUnlocker(new YubiKeyUnlocker(key)));
            assertThat(key.accounts).isEmpty();
            keystore.away = true;
            assertThatThrownBy(() -> vault.addUnlocker(new KeyringUnlocker(keystore)))
                    .isInstanceOf(KeystoreException.class);
            assertThat(Vault.at(file).unlockers()).hasSize(1);
        }
    }

    /** Public keys alone make no slot: a file by somebody who only read this one opens with none of its unlockers. */
    @Test
    void aForgedBoxDoesNotOpen() throws IOException {
        VaultFile mine = VaultFile.parse(file, Files.readAllBytes(file));
        try (DataKey theirs = DataKey.random();
                Contents empty = Contents.empty()) {
            Slot forged = mine.slots()
                    .get(0)
                    .rewrapped(mine.place(), empty.keys(theirs))
                    .orElseThrow();
            assertThat(forged.open(horse(), mine.place())).isNull();
        }
        assertThat(mine.slots().get(0).open(horse(), mine.place())).isNotNull();
    }

    /** A file of format 1 becomes one of format 2 with its next change; its slot stays and can be replaced. */
    @Test
    void theFirstFormatIsCarriedOver() throws IOException {
        String hex = Files.readString(Path.of("src/test/resources/vault-format-1.hex"))
                .strip();
        Files.write(file, java.util.HexFormat.of().parseHex(hex));
        Unlocker old = VaultTest.passphrase("correct horse");
        try (OpenVault vault = Vault.at(file).unlock(old)) {
            vault.addUnlocker(horse());
            assertKind(
                    VaultException.Kind.LAST_UNLOCKER,
                    () -> vault.removeUnlocker(Vault.at(file).unlockers().get(1).id()));
            vault.put("prod", TestSessions.keys("AKIA2"));
        }
        try (OpenVault vault = Vault.at(file).unlock(old)) {
            vault.removeUnlocker(Vault.at(file).unlockers().get(0).id());
        }
        assertKind(VaultException.Kind.LOCKED, () -> Vault.at(file).unlock(old));
        try (OpenVault vault = Vault.at(file).unlock(horse())) {
            assertThat(vault.get("dev")).isPresent();
            assertThat(vault.get("prod")).isPresent();
        }
    }
}
