package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Version;
import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.ScriptedConnection;

/** Management against bytes written down from its description. */
class ManagementSessionTest {
    static final String SELECT = "00A4040008 A000000527471117";
    static final String READ_0 = "001D000000";

    /** {@code Virtual mgr - FW version } and the version. */
    static String selected(String version) {
        return Hex.text(("Virtual mgr - FW version " + version).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                + "9000";
    }

    static String config(String tags) {
        int length = tags.replace(" ", "").length() / 2;
        return String.format("%02X", length) + tags + "9000";
    }

    private static DeviceInfo read(String version, String tags) throws IOException {
        ScriptedConnection card =
                new ScriptedConnection().then(SELECT, selected(version)).then(READ_0, config(tags));
        DeviceInfo info = ManagementSession.read(card);
        assertThat(card.finished()).isTrue();
        return info;
    }

    @Test
    void aYubiKey5Nfc() throws Exception {
        DeviceInfo info = read(
                "5.7.1",
                "0102 033F 0302 023B 0204 00BC614E 0401 01 0503 050701 0602 0000 0701 0F 0801 00"
                        + "0D02 033B 0E02 0020 0A01 00 0F01 00");
        assertThat(info)
                .isEqualTo(new DeviceInfo(
                        new KeyIdentity(
                                OptionalInt.of(12345678),
                                new Version(5, 7, 1),
                                FormFactor.USB_A_KEYCHAIN,
                                false,
                                KeyIdentity.Parts.UNTOLD),
                        new ApplicationSet(0x33F, 0x23B),
                        new ApplicationSet(0x33B, 0x20),
                        new DeviceSettings(0, 15, 0),
                        DeviceProtection.NONE));
        assertThat(Capability.OATH.in(info.usb().enabled())).isTrue();
        assertThat(Capability.U2F.in(info.nfc().enabled())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "00, UNKNOWN, false, false",
        "01, USB_A_KEYCHAIN, false, false",
        "02, USB_A_NANO, false, false",
        "03, USB_C_KEYCHAIN, false, false",
        "04, USB_C_NANO, false, false",
        "05, USB_C_LIGHTNING, false, false",
        "06, USB_A_BIO, false, false",
        "07, USB_C_BIO, false, false",
        "0F, UNKNOWN, false, false",
        "81, USB_A_KEYCHAIN, true, false",
        "43, USB_C_KEYCHAIN, false, true",
        "C3, USB_C_KEYCHAIN, true, true"
    })
    void formFactors(String tag, FormFactor form, boolean fips, boolean sky) throws Exception {
        DeviceInfo info = read("5.4.3", "0401" + tag);
        assertThat(info.formFactor()).isEqualTo(form);
        assertThat(info.fips()).isEqualTo(fips);
        assertThat(info.identity().sky()).isEqualTo(sky);
    }

    @ParameterizedTest
    @CsvSource({
        // version, tags, serial or -1
        "5.4.3, '', -1",
        "5.4.3, 0204 00000000, -1",
        "5.4.3, 0204 00000001, 1",
        "5.4.3, 0204 7FFFFFFF, 2147483647"
    })
    void serials(String version, String tags, int serial) throws Exception {
        assertThat(read(version, tags).serial().orElse(-1)).isEqualTo(serial);
    }

    @ParameterizedTest
    @CsvSource({
        // firmware that tells its applications wrongly, or not at all
        "4.2.4, 0101 20, 3F, 3F",
        "4.3.5, 0101 3F 0301 01, 3F, 3F",
        "5.4.3, 0101 3F, 3F, 3F",
        "5.4.3, 0102 023F 0301 20, 23F, 20",
        "5.4.3, '', 0, 0"
    })
    void applicationsOverUsb(String version, String tags, String supported, String enabled) throws Exception {
        DeviceInfo info = read(version, tags);
        assertThat(Integer.toHexString(info.usb().supported())).isEqualToIgnoringCase(supported);
        assertThat(Integer.toHexString(info.usb().enabled())).isEqualToIgnoringCase(enabled);
    }

    @ParameterizedTest
    @CsvSource({
        "5.4.3, 01, 23F",
        "5.4.3, 02, 0",
        "5.2.3, 03, 0",
        "5.2.4, 03, 23F",
        "5.4.3, 04, 0",
        "5.4.3, 05, 0",
        "5.4.3, 07, 23F"
    })
    void keysWithoutAnAntennaHaveNoNfc(String version, String form, String nfc) throws Exception {
        DeviceInfo info = read(version, "0401" + form + "0D02 023F 0E02 023F");
        assertThat(Integer.toHexString(info.nfc().supported())).isEqualToIgnoringCase(nfc);
        assertThat(Integer.toHexString(info.nfc().enabled())).isEqualToIgnoringCase(nfc);
    }

    @ParameterizedTest
    @CsvSource({
        // SELECT's version, tags, the version that counts
        "5.4.3, '', 5.4.3",
        "5.4.3, 0503 050403, 5.4.3",
        "0.0.1, 0503 000001 190E 0103 050800 0201 00 0304 00000001, 5.8.0",
        "5.7.4, 0503 050704 190E 0103 050800 0201 01 0304 00000002, 5.8.0",
        "5.8.0, 0503 050800 190E 0103 050800 0201 02 0304 00000000, 5.8.0",
        "5.7.4, 0503 050704 1900, 5.7.4"
    })
    void versions(String selected, String tags, String version) throws Exception {
        assertThat(read(selected, tags).version()).hasToString(version);
    }

    @Test
    void theFipsSeriesOfFirmware4() throws Exception {
        assertThat(read("4.4.5", "").fips()).isTrue();
        assertThat(read("4.3.5", "").fips()).isFalse();
    }

    @Test
    void aLockedConfiguration() throws Exception {
        assertThat(read("5.4.3", "0A01 01").configLocked()).isTrue();
        assertThat(read("5.4.3", "0A01 00").configLocked()).isFalse();
    }

    @Test
    void pagesAreReadToTheEndAndLaterOnesCount() throws Exception {
        ScriptedConnection card = new ScriptedConnection()
                .then(SELECT, selected("5.7.1"))
                .then(READ_0, config("0401 01 0204 00000007 1001 02"))
                .then("001D010000", config("0401 03 1001 01"))
                .then("001D020000", config("0A01 01"));
        DeviceInfo info = ManagementSession.read(card);
        assertThat(info.formFactor()).isEqualTo(FormFactor.USB_C_KEYCHAIN);
        assertThat(info.serial()).hasValue(7);
        assertThat(info.configLocked()).isTrue();
        assertThat(card.finished()).isTrue();
    }

    @Test
    void anAnswerInPiecesIsContinuedByC0() throws Exception {
        ScriptedConnection card = new ScriptedConnection()
                .then(SELECT, selected("5.7.1"))
                .then(READ_0, "06 0204 6104")
                .then("00C0000000", "0000000A 9000");
        assertThat(ManagementSession.read(card).serial()).hasValue(10);
    }

    @ParameterizedTest
    @CsvSource({
        "9000",
        "00019000",
        "05 0204 0000 9000",
        "04 0204 0000 9000",
        "03 0101 3F 00 9000",
        "02 0100 9000",
        "07 0105 0000000000 9000",
        "04 0502 0507 9000",
        "05 1903 01FF 00 9000",
        "02 10 9000"
    })
    void answersThatMakeNoSense(String answer) throws Exception {
        ScriptedConnection card =
                new ScriptedConnection().then(SELECT, selected("5.7.1")).then(READ_0, answer);
        assertThatThrownBy(() -> ManagementSession.read(card))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CARD_ERROR))
                .hasMessageStartingWith("the key gave an answer that makes no sense: READ CONFIG");
    }

    @Test
    void pagesWithoutEnd() {
        ScriptedConnection card = new ScriptedConnection().then(SELECT, selected("5.7.1"));
        for (int page = 0; page < 256; page++) {
            card.then(String.format("001D%02X0000", page), config("1001 01"));
        }
        assertThatThrownBy(() -> ManagementSession.read(card)).hasMessageContaining("pages without end");
    }

    @Test
    void aRefusalNamesItsStatusWord() {
        ScriptedConnection card =
                new ScriptedConnection().then(SELECT, selected("5.7.1")).then(READ_0, "6F00");
        assertThatThrownBy(() -> ManagementSession.read(card)).hasMessage("the key refused READ CONFIG with 6F00");
    }

    @Test
    void aSelectWithoutAVersion() {
        ScriptedConnection card = new ScriptedConnection().then(SELECT, "4142 9000");
        assertThatThrownBy(() -> ManagementSession.read(card)).hasMessageContaining("SELECT of Management");
    }

    @Test
    void failuresOfTheConnectionPassUnchanged() {
        PcscException removed = new PcscException(Kind.REMOVED, "R", "pulled out");
        ScriptedConnection card =
                new ScriptedConnection().then(SELECT, selected("5.7.1")).thenFails(READ_0, removed);
        assertThatThrownBy(() -> ManagementSession.read(card)).isSameAs(removed);
    }

    @Test
    void theSessionDoesNotCloseTheConnection() throws Exception {
        ScriptedConnection card =
                new ScriptedConnection().then(SELECT, selected("5.7.1")).then(READ_0, config(""));
        ManagementSession.read(card);
        assertThat(card.closes()).isZero();
    }
}
