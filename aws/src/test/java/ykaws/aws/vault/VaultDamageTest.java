package ykaws.aws.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.TestSessions;

/** No changed byte is believed, whoever changed it, and nothing is written over a file that was changed. */
class VaultDamageTest {
    @TempDir
    Path folder;

    private Path file;
    private Unlocker unlocker;
    private byte[] good;

    @BeforeEach
    void aVault() throws IOException {
        file = folder.resolve("data/vault");
        unlocker = new KeyFileUnlocker(folder.resolve("data/key"));
        try (OpenVault vault = Vault.create(file, unlocker)) {
            vault.put("dev", TestSessions.keys("AKIA1"));
            vault.addUnlocker(VaultTest.passphrase("horse"));
            vault.addUnlocker(new KeyringUnlocker(new MemoryKeystore()));
            vault.addUnlocker(new YubiKeyUnlocker(new MemoryKey(1)));
            vault.addUnlocker(RecoveryUnlocker.fresh());
            vault.put("prod", TestSessions.keys("AKIA2"));
        }
        good = Files.readAllBytes(file);
    }

    private VaultException.Kind refused(byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        VaultException e =
                catchThrowableOfType(VaultException.class, () -> Vault.at(file).unlock(unlocker));
        assertThat(e).as(what).isNotNull();
        assertThat(file).hasBinaryContent(bytes);
        return e.kind();
    }

    @Test
    void everyByteCounts() throws IOException {
        for (int i = 0; i < good.length; i++) {
            for (int flip : new int[] {0x01, 0x80, 0xff}) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) flip;
                assertThat(refused(bad, "byte " + i)).isEqualTo(VaultException.Kind.DAMAGED);
            }
        }
    }

    @Test
    void everyCutAndEveryTailCounts() throws IOException {
        for (int length = 0; length < good.length; length++) {
            assertThat(refused(Arrays.copyOf(good, length), "cut at " + length)).isEqualTo(VaultException.Kind.DAMAGED);
        }
        assertThat(refused(Arrays.copyOf(good, good.length + 1), "a byte more")).isEqualTo(VaultException.Kind.DAMAGED);
    }

    /** Someone who knows the format, but no key: the checksum is right again. */
    @Test
    void everyByteCountsAlsoWhenTheChecksumIsMadeAnew() throws Exception {
        Set<VaultException.Kind> kinds = EnumSet.noneOf(VaultException.Kind.class);
        for (int i = 0; i < good.length - 32; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            kinds.add(refused(withChecksum(bad), "byte " + i));
        }
        // IO: the version; LOCKED: the slot no longer opens, as with a wrong passphrase.
        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        VaultException.Kind.DAMAGED, VaultException.Kind.LOCKED, VaultException.Kind.IO);
    }

    @Test
    void aCountThatLeadsOutOfTheFile() throws Exception {
        for (int i = 0; i < good.length - 36; i++) {
            byte[] bad = good.clone();
            ByteBuffer.wrap(bad).putInt(i, Integer.MAX_VALUE);
            refused(withChecksum(bad), "length at " + i);
        }
    }

    private static byte[] withChecksum(byte[] bytes) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(bytes, 0, bytes.length - 32);
        byte[] whole = bytes.clone();
        System.arraycopy(sha256.digest(), 0, whole, bytes.length - 32, 32);
        return whole;
    }

    /** A slot of another vault with the same unlocker does not open this one. */
    @Test
    void aSlotCannotBeCarriedOver() throws IOException {
        Path other = folder.resolve("data/other");
        Vault.create(other, unlocker).close();
        VaultFile mine = VaultFile.parse(file, good);
        VaultFile theirs = VaultFile.parse(other, Files.readAllBytes(other));
        assertThat(theirs.slots().get(0).open(unlocker, theirs.place())).isNotNull();
        assertThat(theirs.slots().get(0).open(unlocker, mine.place())).isNull();
    }

    @Test
    void aDamagedVaultIsNeitherReadNorWrittenOver() throws IOException {
        byte[] former = Files.readAllBytes(VaultStore.former(file));
        try (OpenVault open = Vault.at(file).unlock(unlocker)) {
            byte[] bad = good.clone();
            bad[good.length / 2] ^= 1;
            Files.write(file, bad);
            assertThatThrownBy(() -> open.get("dev"))
                    .isInstanceOf(VaultException.class)
                    .hasMessageEndingWith("its former state is in " + file + ".former");
            assertThatThrownBy(() -> open.put("new", TestSessions.keys("AKIA3")))
                    .isInstanceOf(VaultException.class);
            assertThatThrownBy(() -> open.remove("dev")).isInstanceOf(VaultException.class);
            assertThat(file).hasBinaryContent(bad);
        }
        assertThat(VaultStore.former(file)).hasBinaryContent(former);
        // What the message promises: the former state opens.
        Files.write(file, former);
        try (OpenVault open = Vault.at(file).unlock(unlocker)) {
            assertThat(open.get("dev")).isPresent();
            assertThat(open.get("prod")).isEmpty();
        }
    }

    /** A file of format 1, written down once: later versions must open it. */
    @Test
    void aVaultOfTheFirstFormatOpens() throws IOException {
        String hex = Files.readString(Path.of("src/test/resources/vault-format-1.hex"))
                .strip();
        Files.write(file, HexFormat.of().parseHex(hex));
        try (OpenVault vault = Vault.at(file).unlock(VaultTest.passphrase("correct horse"))) {
            var keys = vault.get("dev").orElseThrow();
            assertThat(keys.accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
            assertThat(TestSessions.text(keys.secretAccessKey())).isEqualTo("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        }
    }
}
