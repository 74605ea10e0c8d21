package ykaws.aws.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.TestSessions;
import ykaws.oath.Secret;

class PassphraseUnlockerTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("data/vault");
    }

    /** The reference implementation's own vector (its test.c): version 0x13, t=2, m=2^16, p=1. */
    @Test
    void argon2idAsTheReferenceHasIt() {
        byte[] key = Argon2id.stretch(
                "password".getBytes(StandardCharsets.US_ASCII),
                new PassphraseUnlocker.Costs(65536, 2, 1),
                "somesalt".getBytes(StandardCharsets.US_ASCII));
        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    }

    @Test
    void aNewSlotHasTheFullCosts() throws IOException {
        try (Secret horse = TestSessions.secret("horse");
                OpenVault vault = Vault.create(file(), new PassphraseUnlocker(horse))) {
            assertThat(vault.get("x")).isEmpty();
            byte[] parameters = new PassphraseUnlocker(horse).newParameters();
            assertThat(HexFormat.of().formatHex(parameters))
                    .startsWith("130001000000000003" + "04")
                    .hasSize(52);
        }
        Vault.at(file()).unlock(VaultTest.passphrase("horse")).close();
    }

    @Test
    void costsBeyondReasonAreRefusedBeforeTheyArePaid() {
        for (PassphraseUnlocker.Costs costs : List.of(
                new PassphraseUnlocker.Costs(256 * 1024 + 1, 3, 4),
                new PassphraseUnlocker.Costs(64, 17, 1),
                new PassphraseUnlocker.Costs(64, 0, 1),
                new PassphraseUnlocker.Costs(64, 1, 65),
                new PassphraseUnlocker.Costs(-1, 1, 1))) {
            Unlocker unlocker = new PassphraseUnlocker(TestSessions.secret("x"), costs);
            assertThatThrownBy(() -> Vault.create(file(), unlocker))
                    .isInstanceOfSatisfying(
                            VaultException.class, e -> assertThat(e.kind()).isEqualTo(VaultException.Kind.DAMAGED));
        }
    }
}
