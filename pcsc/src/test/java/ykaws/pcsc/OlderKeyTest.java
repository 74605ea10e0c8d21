package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.ScriptedConnection;

/** Keys without READ CONFIG. */
class OlderKeyTest {
    private static final String OTP_8 = "00A4040008 A000000527200101";
    private static final String OTP_7 = "00A4040007 A0000005272001";
    private static final String SERIAL = "0001100000";
    private static final String FIDO = "00A4040008 A0000006472F0001";
    private static final String U2F = "00A4040007 A0000005271002";
    private static final String PIV = "00A4040005 A000000308";
    private static final String OPENPGP = "00A4040006 D27600012401";
    private static final String OATH = "00A4040008 A000000527210101";
    private static final String ABSENT = "6A82";

    private static ScriptedConnection noOthers(ScriptedConnection card) {
        return card.then(FIDO, ABSENT)
                .then(U2F, ABSENT)
                .then(PIV, ABSENT)
                .then(OPENPGP, ABSENT)
                .then(OATH, ABSENT);
    }

    @Test
    void aNeo() throws Exception {
        ScriptedConnection card = new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("3.4.9"))
                .then("A4040008", "6E00")
                .then(OTP_8, "030409 01 05 00 06 0F 0000 9000")
                .then(SERIAL, "0036AF1E 9000")
                .then(FIDO, ABSENT)
                .then(U2F, "9000")
                .then(PIV, "9000")
                .then(OPENPGP, "9000")
                .then(OATH, "9000");
        DeviceInfo info = ManagementSession.read(card);
        assertThat(info.serial()).hasValue(0x36AF1E);
        assertThat(info.version()).hasToString("3.4.9");
        assertThat(info.formFactor()).isEqualTo(FormFactor.UNKNOWN);
        assertThat(info.usb().supported()).isEqualTo(0x3B).isEqualTo(info.nfc().supported());
        assertThat(card.finished()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // mode of a NEO with all its applications, those that are enabled
        "00, 01",
        "01, 38",
        "02, 39",
        "03, 02",
        "04, 03",
        "05, 3A",
        "06, 3B",
        "81, 38",
        "07, 3B"
    })
    void aNeosModeTellsWhatIsEnabledOverUsb(String mode, String enabled) throws Exception {
        ScriptedConnection card = new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("3.4.9"))
                .then("A4040008", "6E00")
                .then(OTP_8, "030409 01 0500 " + mode + " 0F 0000 9000")
                .then(SERIAL, "0036AF1E 9000")
                .then(FIDO, ABSENT)
                .then(U2F, "9000")
                .then(PIV, "9000")
                .then(OPENPGP, "9000")
                .then(OATH, "9000");
        DeviceInfo info = ManagementSession.read(card);
        assertThat(info.usb()).isEqualTo(new ApplicationSet(0x3B, Integer.parseInt(enabled, 16)));
        assertThat(info.nfc()).isEqualTo(new ApplicationSet(0x3B, 0x3B));
    }

    @Test
    void aYubiKey4BeforeReadConfig() throws Exception {
        ScriptedConnection card = noOthers(new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("4.0.3"))
                .then("A4040008", "6E00")
                .then(OTP_8, "040003 9000")
                .then(SERIAL, "00000005 9000"));
        DeviceInfo info = ManagementSession.read(card);
        assertThat(info.serial()).hasValue(5);
        assertThat(info.usb().supported()).isEqualTo(0x03);
        assertThat(info.nfc().supported()).isZero();
    }

    @Test
    void aNeoOverNfcTellsItsVersionByOtp() throws Exception {
        ScriptedConnection card = noOthers(new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ABSENT)
                .then(OTP_8, ABSENT)
                .then(OTP_7, "030104 9000")
                .then(SERIAL, "6985"));
        DeviceInfo info = ManagementSession.read(card);
        assertThat(info.version()).hasToString("3.1.4");
        assertThat(info.serial()).as("hidden by its owner").isEmpty();
        assertThat(info.usb().supported()).isEqualTo(0x01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6A82", "6A81", "6D00", "6B00", "6999", "6E00"})
    void aCardThatIsNoYubiKey(String absent) {
        ScriptedConnection card = noOthers(new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, absent)
                .then(OTP_8, absent)
                .then(OTP_7, absent));
        assertThatThrownBy(() -> ManagementSession.read(card))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
                .hasMessage("the card is not a YubiKey: it has none of its applications");
    }
}
