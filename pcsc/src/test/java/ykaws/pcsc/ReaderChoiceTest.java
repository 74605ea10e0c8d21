package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.FakeReader;

class ReaderChoiceTest {
    /** Names; a star before a name puts a card in. */
    private static List<CardReader> readers(String names) {
        List<CardReader> readers = new ArrayList<>();
        for (String name : names.split(";", -1)) {
            if (!name.isBlank()) {
                boolean present = name.strip().startsWith("*");
                readers.add(new FakeReader(present ? name.strip().substring(1) : name.strip(), present));
            }
        }
        return readers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "*Yubico YubiKey OTP+FIDO+CCID 00 00 | - | Yubico YubiKey OTP+FIDO+CCID 00 00",
                "*Yubico Yubikey NEO OTP+U2F+CCID 0 | - | Yubico Yubikey NEO OTP+U2F+CCID 0",
                "*Gemalto 00; *Yubico YubiKey CCID 01 00 | - | Yubico YubiKey CCID 01 00",
                "Yubico YubiKey CCID 00 00 | - | Yubico YubiKey CCID 00 00",
                "Yubico YubiKey CCID 00 00; *Yubico YubiKey CCID 01 00 | - | Yubico YubiKey CCID 01 00",
                "*YubiKey A; *YubiKey B | - | YubiKey A;YubiKey B",
                "YubiKey A; YubiKey B | - | YubiKey A",
                "*Gemalto 00; *YubiKey A | gemalto | Gemalto 00",
                "*Gemalto 00; *YubiKey A | KEY a | YubiKey A",
                "*ACR 1; *ACR 10 | ACR 1 | ACR 1",
                "*ACR 1; *ACR 10 | acr | ACR 1;ACR 10",
                "ACR 1; *ACR 10 | acr | ACR 10",
                "ACR 1; *YubiKey | ACR | ACR 1"
            })
    void candidates(String readers, String part, String expected) throws Exception {
        assertThat(ReaderChoice.candidates(readers(readers), part).stream().map(CardReader::name))
                .containsExactly(expected.split(";", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'' | - | NO_READER | no YubiKey and no card reader is there",
                "'' | ACR | NO_READER | no reader has \"ACR\" in its name",
                "*Gemalto 00 | - | NO_KEY | no YubiKey is plugged in",
                "*Gemalto 00 | ACR | NO_READER | no reader has \"ACR\" in its name"
            })
    void noCandidate(String readers, String part, Kind kind, String message) {
        assertThatThrownBy(() -> ReaderChoice.candidates(readers(readers), part))
                .isInstanceOfSatisfying(PcscException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.readers()).hasSize(readers.isEmpty() ? 0 : 1);
                })
                .hasMessage(message);
    }

    @Test
    void aReaderOfAYubiKeyByItsName() {
        assertThat(ReaderChoice.isYubiKey("Yubico YubiKey FIDO+CCID 00 00")).isTrue();
        assertThat(ReaderChoice.isYubiKey("Yubico Yubikey NEO CCID 0")).isTrue();
        assertThat(ReaderChoice.isYubiKey("ACS ACR122U PICC Interface 00 00")).isFalse();
    }
}
