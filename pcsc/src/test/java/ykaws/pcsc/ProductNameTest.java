package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as ykman gives them to the same keys. */
class ProductNameTest {
    private static final String ALL = "0102 033F 0302 033F ";
    private static final String NFC = "0D02 033B 0E02 033B ";
    private static final String FIDO = "0102 0202 0302 0202 ";
    private static final String SERIAL = "0204 00000007 ";

    @ParameterizedTest
    @CsvSource({
        "5.7.1, all nfc serial, 01, YubiKey 5 NFC",
        "5.7.1, all serial, 01, YubiKey 5A",
        "5.4.3, all nfc serial, 03, YubiKey 5C NFC",
        "5.2.3, all nfc serial, 03, YubiKey 5C",
        "5.4.3, all nfc serial, 02, YubiKey 5 Nano",
        "5.4.3, all serial, 04, YubiKey 5C Nano",
        "5.4.3, all serial, 05, YubiKey 5Ci",
        "5.4.3, all nfc serial, 81, YubiKey 5 NFC FIPS",
        "5.4.3, all serial, 84, YubiKey 5C Nano FIPS",
        "5.5.6, fido serial, 06, YubiKey Bio - FIDO Edition",
        "5.5.6, fido serial, 07, YubiKey C Bio - FIDO Edition",
        "5.6.3, all serial, 07, YubiKey C Bio - Multi-protocol Edition",
        "5.4.3, fido nfc, 41, Security Key NFC",
        "5.4.3, fido nfc, 43, Security Key C NFC",
        "5.0.2, all serial, 01, YubiKey Preview",
        "4.3.5, yk4 serial, 00, YubiKey 4",
        "4.4.5, yk4 serial, 00, YubiKey FIPS",
        "4.3.1, edge serial, 00, YubiKey Edge",
    })
    void byWhatTheKeyTells(String version, String parts, String form, String name) throws Exception {
        String tags = "0401 " + form;
        for (String part : parts.split(" ")) {
            tags += switch (part) {
                case "all" -> ALL;
                case "nfc" -> NFC;
                case "fido" -> FIDO;
                case "yk4" -> "0101 3F";
                case "edge" -> "0101 07";
                default -> SERIAL;
            };
        }
        assertThat(DeviceInfoTest.read(version, tags).productName()).isEqualTo(name);
    }
}
