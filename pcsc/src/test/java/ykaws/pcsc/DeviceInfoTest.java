package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.pcsc.kit.ScriptedConnection;

/** What firmware 5 tells beside its applications, against bytes written down from the tags' description. */
class DeviceInfoTest {
    static DeviceInfo read(String version, String tags) throws IOException {
        return ManagementSession.read(new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected(version))
                .then(ManagementSessionTest.READ_0, ManagementSessionTest.config(tags)));
    }

    @Test
    void allOfAFipsKey() throws Exception {
        DeviceInfo info = read(
                "5.7.4",
                "0401 81 0602 0102 0701 1E 0801 C0 0A01 01 1305 4142432D31"
                        + "1402 001F 1502 000A 1601 01 1701 01 1802 0110 190E 0103 050704 0201 02 0304 00000000"
                        + "2003 050403 2103 000000");
        assertThat(info.identity().parts().partNumber()).hasValue("ABC-1");
        assertThat(info.identity().parts().fingerprintSensor()).hasValue(new Version(5, 4, 3));
        assertThat(info.identity().parts().secureElement()).as("0.0.0 is none").isEmpty();
        assertThat(info.identity().parts().qualifier())
                .hasValue(new KeyIdentity.Qualifier(new Version(5, 7, 4), KeyIdentity.Stage.FINAL, 0));
        assertThat(info.settings()).isEqualTo(new DeviceSettings(0x102, 30, 0xC0));
        assertThat(info.settings().touchEject()).isTrue();
        assertThat(info.settings().remoteWakeup()).isTrue();
        assertThat(info.protection())
                .isEqualTo(new DeviceProtection(true, true, true, 0x110, new DeviceProtection.Fips(true, 0x338, 0x30)));
    }

    @ParameterizedTest
    @CsvSource({"01, FIDO2", "02, PIV", "04, OPENPGP", "08, OATH", "10, HSMAUTH"})
    void theSetsAboutFipsHaveBitsOfTheirOwn(String bits, Capability capability) throws Exception {
        DeviceInfo info = read("5.7.4", "0401 81 1402 00" + bits + " 1501 " + bits);
        assertThat(info.protection().fips().capable()).isEqualTo(capability.bit());
        assertThat(info.protection().fips().approved()).isEqualTo(capability.bit());
    }

    @ParameterizedTest
    @CsvSource({"1302 FFFE", "1300 ''", "1301 20", "''"})
    void aPartNumberThatIsNoTextIsNone(String tags) throws Exception {
        assertThat(read("5.7.4", tags.replace("'", "")).identity().parts().partNumber())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"00, ALPHA, 5.8.0", "01, BETA, 5.8.0", "02, FINAL, 5.7.4", "09, BETA, 5.8.0"})
    void theStageOfAFirmware(String stage, KeyIdentity.Stage known, String version) throws Exception {
        DeviceInfo info = read("5.7.4", "190E 0103 050800 0201 " + stage + " 0304 FFFFFFFF");
        assertThat(info.identity().parts().qualifier())
                .hasValue(new KeyIdentity.Qualifier(new Version(5, 8, 0), known, 0xFFFFFFFFL));
        assertThat(info.version()).hasToString(version);
    }

    @Test
    void nothingToldIsNothingSet() throws Exception {
        DeviceInfo info = read("5.0.0", "");
        assertThat(info.settings()).isEqualTo(DeviceSettings.UNTOLD);
        assertThat(info.protection()).isEqualTo(DeviceProtection.NONE);
        assertThat(info.identity().parts()).isEqualTo(KeyIdentity.Parts.UNTOLD);
    }

    @ParameterizedTest
    @CsvSource({"0605 0000000001", "0700", "1400", "2002 0504", "1601"})
    void lengthsThatMakeNoSense(String tags) {
        assertThatThrownBy(() -> read("5.7.4", tags))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(PcscException.Kind.CARD_ERROR));
    }

    @Test
    void aYubiKeyEdgeHasNoCcidToUse() throws Exception {
        assertThat(read("4.3.1", "0101 07").usb()).isEqualTo(new ApplicationSet(0x03, 0x03));
    }

    @ParameterizedTest
    @CsvSource({
        "Yubico Yubikey 4 OTP+U2F+CCID 00 00, 3B",
        "Yubico Yubikey 4 U2F+CCID 00 00, 3A",
        "Yubico Yubikey 4 CCID 00 00, 38",
        "Yubico YubiKey OTP+FIDO+CCID 01 00, 3B",
    })
    void theReaderOfAYubiKey4TellsItsInterfaces(String reader, String enabled) throws Exception {
        DeviceInfo told = read("4.3.5", "0101 3F 0301 01");
        assertThat(told.seenWith(UsbInterfaces.ofReader(reader).orElseThrow()).usb())
                .isEqualTo(new ApplicationSet(0x3F, Integer.parseInt(enabled, 16)));
        DeviceInfo five = read("5.4.3", "0101 3F 0301 20");
        assertThat(five.seenWith(UsbInterfaces.ALL)).isSameAs(five);
        assertThat(UsbInterfaces.ofReader("Virtual PCD 00 00")).isEmpty();
        assertThat(UsbInterfaces.ofReader("ykaws sandbox YubiKey 12345678")).isEmpty();
    }
}
