package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.ScriptedConnection;

/** The bytes of WRITE CONFIG and SET MODE, and what is refused before any byte goes to the key. */
class ConfigWriterTest {
    private static final String NFC_KEY = "0102 033B 0302 033B 0401 01 0D02 033B 0E02 033B";
    private static final String LOCKED = NFC_KEY + "0A01 01";
    private static final byte[] CODE = new byte[16];
    private static final String CODE_HEX = "A5".repeat(16);
    private static final String NEW_HEX = "5B".repeat(16);

    static {
        Arrays.fill(CODE, (byte) 0xA5);
    }

    private static byte[] code(int value) {
        byte[] code = new byte[16];
        Arrays.fill(code, (byte) value);
        return code;
    }

    private static ScriptedConnection expecting(String tlvs, String answer) {
        int length = tlvs.replace(" ", "").length() / 2;
        return new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("5.7.1"))
                .then(String.format("001C0000 %02X %02X %s", length + 1, length, tlvs), answer);
    }

    private static void isRefused(Kind kind, ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        PcscException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    @Test
    void applicationsWithinTheSameInterfacesNeedNoReboot() throws Exception {
        ScriptedConnection card = expecting("0302 032B", "9000");
        new ConfigWriter(card, DeviceInfoTest.read("5.7.1", NFC_KEY), null)
                .write(ConfigChange.ofUsb(0x32B), null, null);
        assertThat(card.finished()).isTrue();
    }

    @Test
    void anInterfaceLessNeedsOne() throws Exception {
        ScriptedConnection card = expecting("0C00 0302 033A", "9000");
        new ConfigWriter(card, DeviceInfoTest.read("5.7.1", NFC_KEY), null)
                .write(ConfigChange.ofUsb(0x33A), null, null);
        assertThat(card.finished()).isTrue();
    }

    @Test
    void everythingAtOnceInYubicosOrder() throws Exception {
        ConfigChange change = new ConfigChange(
                        OptionalInt.of(0x23A),
                        OptionalInt.of(0),
                        new ConfigChange.Settings(OptionalInt.of(300), OptionalInt.of(20), OptionalInt.of(0x80)),
                        false)
                .restrictingNfc();
        ScriptedConnection card = expecting(
                "0C00 0B10" + CODE_HEX + "0302 023A 0E02 0000 0602 012C 0701 14 0801 80 0A10" + NEW_HEX + "1701 01",
                "9000");
        new ConfigWriter(card, DeviceInfoTest.read("5.7.1", LOCKED), null).write(change, CODE, code(0x5B));
        assertThat(card.finished()).isTrue();
        assertThat(CODE).as("the caller's to wipe").containsOnly(0xA5);
    }

    @Test
    void aLockCodeIsRemovedByZeros() throws Exception {
        ScriptedConnection card = expecting("0B10" + CODE_HEX + "0A10" + "00".repeat(16), "9000");
        new ConfigWriter(card, DeviceInfoTest.read("5.7.1", LOCKED), null).write(ConfigChange.NONE, CODE, code(0));
        assertThat(card.finished()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "6982, WRONG_LOCK_CODE",
        "6985, WRONG_LOCK_CODE",
        "63C2, WRONG_LOCK_CODE",
        "6A80, REFUSED",
        "6D00, REFUSED"
    })
    void refusalsOfALockedKey(String status, Kind kind) throws Exception {
        DeviceInfo key = DeviceInfoTest.read("5.7.1", LOCKED);
        ScriptedConnection card = expecting("0B10" + CODE_HEX + "0302 032B", status);
        isRefused(kind, () -> new ConfigWriter(card, key, null).write(ConfigChange.ofUsb(0x32B), CODE, null));
    }

    @Test
    void aRefusalWithoutLockNamesItsStatusWord() throws Exception {
        DeviceInfo key = DeviceInfoTest.read("5.7.1", NFC_KEY);
        ScriptedConnection card = expecting("0302 032B", "6982");
        assertThatThrownBy(() -> new ConfigWriter(card, key, null).write(ConfigChange.ofUsb(0x32B), null, null))
                .hasMessage("the key refused the change of its configuration (6982)");
    }

    @ParameterizedTest
    @CsvSource({
        // firmware, tags, applications over USB (or -) and NFC (or -), kind
        "5.7.1, usb, 0, -, INVALID_CHANGE",
        "5.7.1, usb, 203, -, INVALID_CHANGE",
        "5.7.1, nonfc, 120, -, INVALID_CHANGE",
        "5.7.1, nonfc, -, 20, INVALID_CHANGE",
        "4.3.5, usb, 20, -, FIRMWARE_TOO_OLD",
    })
    void nothingIsSentThatWouldHarm(String firmware, String key, String usb, String nfc, Kind kind) throws Exception {
        DeviceInfo info = DeviceInfoTest.read(firmware, key.equals("nonfc") ? "0102 003F 0302 003F 0401 02" : NFC_KEY);
        ConfigChange change = usb.equals("-")
                ? ConfigChange.ofNfc(Integer.parseInt(nfc, 16))
                : ConfigChange.ofUsb(Integer.parseInt(usb, 16));
        ScriptedConnection nobody = new ScriptedConnection();
        isRefused(kind, () -> new ConfigWriter(nobody, info, null).write(change, null, null));
        assertThat(nobody.commands()).isEmpty();
    }

    @Test
    void aLockedKeyIsNotAskedWithoutCode() throws Exception {
        DeviceInfo key = DeviceInfoTest.read("5.7.1", LOCKED);
        ScriptedConnection nobody = new ScriptedConnection();
        isRefused(
                Kind.WRONG_LOCK_CODE,
                () -> new ConfigWriter(nobody, key, null).write(ConfigChange.ofUsb(0x32B), null, null));
        assertThat(nobody.commands()).isEmpty();
    }

    @Test
    void restrictingNfcNeeds57() throws Exception {
        DeviceInfo key = DeviceInfoTest.read("5.4.3", NFC_KEY);
        isRefused(
                Kind.FIRMWARE_TOO_OLD, () -> ConfigChange.NONE.restrictingNfc().check(key));
    }

    @ParameterizedTest
    @CsvSource({"65536, 0", "-1, 0", "0, 256", "0, -1"})
    void timeOutsHaveLimits(int eject, int response) throws Exception {
        DeviceInfo key = DeviceInfoTest.read("5.7.1", NFC_KEY);
        ConfigChange change = ConfigChange.NONE.with(
                new ConfigChange.Settings(OptionalInt.of(eject), OptionalInt.of(response), OptionalInt.empty()));
        isRefused(Kind.INVALID_CHANGE, () -> change.check(key));
    }

    @Test
    void whatTheKeyKeptIsCompared() throws Exception {
        DeviceInfo key = DeviceInfoTest.read("5.7.1", NFC_KEY);
        assertThat(ConfigChange.ofUsb(0x33B).keptBy(key)).isTrue();
        assertThat(ConfigChange.ofUsb(0x33A).keptBy(key)).isFalse();
        assertThat(ConfigChange.ofNfc(0).keptBy(key)).isFalse();
        assertThat(ConfigChange.NONE.restrictingNfc().keptBy(key)).isFalse();
        assertThat(ConfigChange.NONE.keptBy(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, true, -1, 06 00 0000", "false, false, 300, 81 00 2C01", "false, true, -1, 05 00 0000"})
    void modesOfAYubiKey4(boolean otp, boolean fido, int eject, String data) throws IOException {
        ScriptedConnection card = new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("4.3.5"))
                .then("00161100 04" + data, "9000");
        new ConfigWriter(card, DeviceInfoTest.read("4.3.5", "0101 3F"), null)
                .setMode(new ModeChange(
                        new UsbInterfaces(otp, fido, true),
                        0,
                        eject < 0 ? OptionalInt.empty() : OptionalInt.of(eject)));
        assertThat(card.finished()).isTrue();
    }

    @Test
    void aNeoTakesItsModeInTheOtpApplication() throws IOException {
        ScriptedConnection card = new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("3.4.9"))
                .then("A4040008", "6E00")
                .then("00A4040008 A000000527200101", "9000")
                .then("00011100 04 020F0000", "9000");
        DeviceInfo neo = neo();
        new ConfigWriter(card, neo, null)
                .setMode(new ModeChange(new UsbInterfaces(true, false, true), 15, OptionalInt.empty()));
        assertThat(card.finished()).isTrue();
    }

    private static DeviceInfo neo() throws IOException {
        return ManagementSession.read(new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("3.4.9"))
                .then("A4040008", "6E00")
                .then("00A4040008 A000000527200101", "030409 01 0500 06 0F 0000 9000")
                .then("0001100000", "0036AF1E 9000")
                .then("00A4040008 A0000006472F0001", "6A82")
                .then("00A4040007 A0000005271002", "9000")
                .then("00A4040005 A000000308", "9000")
                .then("00A4040006 D27600012401", "9000")
                .then("00A4040008 A000000527210101", "9000"));
    }

    @Test
    void aModeThatWouldHarmIsNotSent() throws Exception {
        DeviceInfo four = DeviceInfoTest.read("4.3.5", "0101 3F");
        DeviceInfo five = DeviceInfoTest.read("5.4.3", NFC_KEY);
        UsbInterfaces noCard = new UsbInterfaces(true, true, false);
        isRefused(Kind.INVALID_CHANGE, () -> new ModeChange(noCard, 0, OptionalInt.empty()).check(four));
        isRefused(Kind.INVALID_CHANGE, () -> new ModeChange(UsbInterfaces.ALL, 0, OptionalInt.empty()).check(five));
        isRefused(Kind.INVALID_CHANGE, () -> new ModeChange(UsbInterfaces.ALL, 0, OptionalInt.of(5)).check(four));
        isRefused(Kind.INVALID_CHANGE, () -> new ModeChange(UsbInterfaces.ALL, 256, OptionalInt.empty()).check(four));
        ScriptedConnection slotWithCode = new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("4.3.5"))
                .then("00161100 04 06000000", "6985");
        assertThatThrownBy(() -> new ConfigWriter(slotWithCode, four, null)
                        .setMode(new ModeChange(UsbInterfaces.ALL, 0, OptionalInt.empty())))
                .hasMessage("the key refused the mode (6985)");
    }
}
