package ykaws.aws.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.TestSessions;
import ykaws.aws.vault.DocumentedVault.DocumentedSlot;

/** The document says enough to read a vault: each kind of slot is opened by the reader that was written from it. */
class VaultFormatTest {
    @TempDir
    Path folder;

    private final MemoryKey key = new MemoryKey(12345678);
    private final MemoryKeystore keystore = new MemoryKeystore();

    private static byte[] decodedCode(String code) {
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        java.math.BigInteger number = java.math.BigInteger.ZERO;
        for (char each : code.replace("-", "").toCharArray()) {
            number = number.shiftLeft(5).add(java.math.BigInteger.valueOf(alphabet.indexOf(each)));
        }
        byte[] bytes = number.shiftRight(12).setBit(200).toByteArray();
        return Arrays.copyOfRange(bytes, bytes.length - 16, bytes.length);
    }

    private byte[] wrappingKey(DocumentedSlot slot, String code) throws Exception {
        byte[] parameters = slot.parameters();
        return switch (slot.kind()) {
            case "keyring" ->
                DocumentedVault.derive(
                        parameters,
                        keystore.entries.get("vault:" + HexFormat.of().formatHex(parameters)),
                        DocumentedVault.label("ykaws vault 2 keyring"));
            case "recovery" ->
                DocumentedVault.derive(parameters, decodedCode(code), DocumentedVault.label("ykaws vault 2 recovery"));
            case "yubikey" -> {
                ByteBuffer in = ByteBuffer.wrap(parameters);
                assertThat(in.getInt()).isEqualTo(12345678);
                byte[] name = new byte[8];
                in.get(name);
                String side = in.get() == 0 ? "-a" : "-b";
                byte[] challenge = new byte[8];
                byte[] salt = new byte[16];
                in.get(challenge).get(salt);
                byte[] account =
                        key.accounts.get("_hidden:ykaws-vault-" + HexFormat.of().formatHex(name) + side);
                yield DocumentedVault.derive(
                        salt, DocumentedVault.hmac(account, challenge), DocumentedVault.label("ykaws vault 2 yubikey"));
            }
            default -> {
                // Argon2id is none of the JDK's: checked against its reference in PassphraseUnlockerTest.
                ByteBuffer in = ByteBuffer.wrap(parameters, 1, parameters.length - 1);
                PassphraseUnlocker.Costs costs = new PassphraseUnlocker.Costs(in.getInt(), in.getInt(), in.get());
                yield Argon2id.stretch(
                        "horse".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        costs,
                        Arrays.copyOfRange(parameters, 10, 26));
            }
        };
    }

    @Test
    void everySlotOpensAsTheDocumentSays() throws Exception {
        Path file = folder.resolve("data/vault");
        String code;
        try (OpenVault vault = Vault.create(file, VaultTest.passphrase("horse"));
                RecoveryUnlocker recovery = RecoveryUnlocker.fresh()) {
            vault.put("dev", TestSessions.keys("AKIA1"));
            vault.put("\u00e9\0\ud83d\ude00", TestSessions.keys("AKIA2"));
            vault.addUnlocker(new KeyringUnlocker(keystore));
            vault.addUnlocker(new YubiKeyUnlocker(key));
            vault.addUnlocker(recovery);
            code = new String(recovery.code());
        }
        Vault.at(file).unlock(new YubiKeyUnlocker(key)).close();

        DocumentedVault vault = new DocumentedVault(Files.readAllBytes(file));

        assertThat(vault.generation).isEqualTo(7);
        assertThat(vault.index)
                .containsExactlyInAnyOrderEntriesOf(Map.of("dev", "AKIA1", "\u00e9\0\ud83d\ude00", "AKIA2"));
        assertThat(vault.slots)
                .extracting(DocumentedSlot::kind)
                .containsExactly("passphrase", "keyring", "yubikey", "recovery");
        for (DocumentedSlot slot : vault.slots) {
            byte[] dataKey = vault.dataKey(slot, wrappingKey(slot, code));
            assertThat(vault.keys(dataKey))
                    .as(slot.kind())
                    .containsEntry("dev", "AKIA1 long-term-secret-canary-of-AKIA1")
                    .hasSize(2);
        }
        byte[] other = new byte[32];
        assertThatThrownBy(() -> vault.dataKey(vault.slots.get(0), other))
                .isInstanceOf(javax.crypto.AEADBadTagException.class);
    }
}
