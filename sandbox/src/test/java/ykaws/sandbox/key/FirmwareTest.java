package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirmwareTest {
    @ParameterizedTest
    @CsvSource({
        "5.7.1, 5.7.1",
        "5.7, 5.7.1",
        "5.7-fips, 5.7.1-fips",
        "5.4, 5.4.3",
        "5.2, 5.2.7",
        "4.4, 4.4.5",
        "4.3, 4.3.5",
        "3.4, 3.4.9",
        "5.6, 5.6.0",
    })
    void twoNumbersAreTheUsualKeyOfThatLine(String given, String firmware) {
        assertThat(Firmware.parse(given).fullText()).isEqualTo(firmware);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.", "5.7.", "6.0", "5.7.1.1", "5.7.128", "4.3-fips", "x", ""})
    void otherTextIsNoFirmware(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Firmware.parse(text));
    }
}
