package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.tlv;
import static ykaws.oath.ScriptedCard.utf8;

import java.io.IOException;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.oath.OathException.Kind;

/** PUT. */
class PutTest {
    private static final String LIST = "00A1000000";
    private static final String KEY = "3132333435363738393031323334353637383930";
    private static final CredentialId DEV = CredentialId.of("dev");

    private static Secret key(String hex) {
        return Secret.takeOver(HexFormat.of().parseHex(hex));
    }

    private static NewCredential dev() throws OathException {
        return NewCredential.builder(DEV, key(KEY)).build();
    }

    private static ScriptedCard card() {
        return ScriptedCard.firmware("050701");
    }

    private static String put(String data) {
        String hex = ScriptedCard.plain(data);
        return "00010000" + String.format("%02X", hex.length() / 2) + hex;
    }

    private static OathException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(OathException.class, call);
    }

    /** Bytes 00, 01, 02, … */
    private static String counting(int length) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < length; i++) {
            hex.append(String.format("%02x", i));
        }
        return hex.toString();
    }

    @Test
    void putAsksFirstWhetherTheIdIsFree() throws IOException {
        ScriptedCard card =
                card().on(LIST, tlv("72", "21" + utf8("dev2")) + OK).on(put("7103 646576 7316 21 06" + KEY), OK);
        try (NewCredential credential = dev()) {
            card.open().put(credential);
            assertThat(credential.key().<String>expose(HexFormat.of()::formatHex))
                    .as("the caller's own key")
                    .isEqualTo(KEY);
        }
        card.assertAllAsked();
        assertThat(card.sent().get(2)).as("the command with the key").containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource({"21, dev", "11, dev"})
    void anIdThatIsTakenIsNotOverwritten(String type, String id) throws IOException {
        ScriptedCard card = card().on(LIST, tlv("72", type + utf8(id)) + OK);
        OathSession session = card.open();
        OathException e = failureOf(() -> session.put(dev()));
        assertThat(e.kind()).isEqualTo(Kind.ACCOUNT_EXISTS);
        assertThat(e.subject()).isEqualTo("dev");
        card.assertAllAsked();
    }

    @Test
    void replaceOverwritesInOneCommand() throws IOException {
        ScriptedCard card = card().on(put("7103 646576 7316 21 06" + KEY), OK);
        card.open().replace(dev());
        card.assertAllAsked();
    }

    // "78 02" is no TLV.
    @Test
    void touch() throws IOException {
        ScriptedCard card = card().on(put("7103 646576 7316 21 06" + KEY + "7802"), OK);
        card.open().replace(NewCredential.builder(DEV, key(KEY)).touch(true).build());
        card.assertAllAsked();
    }

    @Test
    void algorithmDigitsPeriodAndIssuer() throws IOException {
        ScriptedCard card = card().on(put(tlv("71", utf8("60/issuer:é")) + "7316 23 08" + KEY), OK);
        card.open()
                .replace(NewCredential.builder(new CredentialId("issuer", "é", OathType.TOTP, 60), key(KEY))
                        .algorithm(HashAlgorithm.SHA512)
                        .digits(8)
                        .build());
        card.assertAllAsked();
    }

    // The counter comes last, the highest byte first, and only if it is not 0.
    @Test
    void hotp() throws IOException {
        CredentialId id = CredentialId.parse("60/counter", OathType.HOTP);
        ScriptedCard card = card().on(
                        put(tlv("71", utf8("60/counter")) + "7316 12 07" + KEY + "7802 7A04 01020304"), OK)
                .on(put(tlv("71", utf8("60/counter")) + "7316 11 06" + KEY), OK)
                .on(put(tlv("71", utf8("60/counter")) + "7316 11 06" + KEY + "7A04 FFFFFFFF"), OK);
        OathSession session = card.open();
        session.replace(NewCredential.builder(id, key(KEY))
                .algorithm(HashAlgorithm.SHA256)
                .digits(7)
                .counter(0x01020304)
                .touch(true)
                .build());
        session.replace(NewCredential.builder(id, key(KEY)).build());
        session.replace(NewCredential.builder(id, key(KEY)).counter(-1).build());
        card.assertAllAsked();
    }

    @Test
    void aShortKeyIsFilledUp() throws IOException {
        ScriptedCard card = card().on(put("7103 646576 7310 21 06 4142 000000000000000000000000"), OK);
        card.open().replace(NewCredential.builder(DEV, key("4142")).build());
        card.assertAllAsked();
    }

    @Test
    void aKeyOfTheBlockSizeStays() throws IOException {
        ScriptedCard card = card().on(put("7103 646576 7342 21 06" + counting(64)), OK)
                .on(put("7103 646576 738182 23 06" + counting(128)), OK);
        OathSession session = card.open();
        session.replace(NewCredential.builder(DEV, key(counting(64))).build());
        session.replace(NewCredential.builder(DEV, key(counting(128)))
                .algorithm(HashAlgorithm.SHA512)
                .build());
        card.assertAllAsked();
    }

    @Test
    void aLongerKeyIsHashed() throws IOException {
        ScriptedCard card = card().on(put("7103 646576 7316 21 06 69bd728ad6e13cd76ff19751fde427b00e395746"), OK)
                .on(
                        put("7103 646576 7322 22 06"
                                + "4bfd2c8b6f1eec7a2afeb48b934ee4b2694182027e6d0fc075074f2fabb31781"),
                        OK)
                .on(
                        put("7103 646576 7342 23 06"
                                + "1d9da57fbbdab09afb3506ab2d223d06109d65c1c8ad197f50138f714bc4c3f2"
                                + "fe5787922639c680acad1c651f955990425954ce2cba0c5cc83f2667d878eb0f"),
                        OK);
        OathSession session = card.open();
        session.replace(NewCredential.builder(DEV, key(counting(65))).build());
        session.replace(NewCredential.builder(DEV, key(counting(65)))
                .algorithm(HashAlgorithm.SHA256)
                .build());
        session.replace(NewCredential.builder(DEV, key(counting(129)))
                .algorithm(HashAlgorithm.SHA512)
                .build());
        card.assertAllAsked();
    }

    @ParameterizedTest
    @CsvSource({"6A84, NO_SPACE", "6F00, NO_SPACE", "6982, LOCKED", "6A80, REFUSED", "6985, REFUSED", "6581, REFUSED"})
    void statusWordsOfPut(String sw, Kind kind) throws IOException {
        ScriptedCard card = card().on(put("7103 646576 7316 21 06" + KEY), sw);
        OathSession session = card.open();
        OathException e = failureOf(() -> session.replace(dev()));
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.getMessage()).doesNotContain("3132");
        assertThat(card.sent().get(1)).as("the command with the key").containsOnly(0);
    }

    // An interrupted connection may send the command later: its bytes are not taken from under it.
    @Test
    void aCommandThatFailedOnTheWayIsLeftAlone() throws IOException {
        IOException gone = new IOException("gone");
        ScriptedCard card = card().on(put("7103 646576 7316 21 06" + KEY), OK).butFails(gone);
        OathSession session = card.open();
        OathException e = failureOf(() -> session.replace(dev()));
        assertThat(e.kind()).isEqualTo(Kind.CHANGE_UNKNOWN);
        assertThat(e).hasCause(gone);
        assertThat(HexFormat.of().formatHex(card.sent().get(1))).contains(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "010002, 'needs firmware 4.2.6', 'OATH application 1.0.2'",
        "040205, 'needs firmware 4.2.6', 'has 4.2.5'"
    })
    void touchNeedsFirmware(String firmware, String needed, String present) throws IOException {
        ScriptedCard card = ScriptedCard.firmware(firmware);
        OathSession session = card.open();
        OathException e = failureOf(() ->
                session.put(NewCredential.builder(DEV, key(KEY)).touch(true).build()));
        assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED_BY_FIRMWARE);
        assertThat(e).hasMessageContaining("touch").hasMessageContaining(needed).hasMessageContaining(present);
        card.assertAllAsked();
    }

    @Test
    void sha512NeedsFirmware() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("040300");
        OathSession session = card.open();
        OathException e = failureOf(() -> session.replace(NewCredential.builder(DEV, key(KEY))
                .algorithm(HashAlgorithm.SHA512)
                .build()));
        assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED_BY_FIRMWARE);
        assertThat(e)
                .hasMessageContaining("SHA-512")
                .hasMessageContaining("4.3.1")
                .hasMessageContaining("4.3.0");
        card.assertAllAsked();
    }

    // 4.0.1 to 4.3.4: PUT of "dev" overwrites "dev2".
    @ParameterizedTest
    @CsvSource({"040001, true", "040304, true", "040000, false", "040305, false", "050701, false"})
    void anIdThatAnotherStartsWith(String firmware, boolean refused) throws IOException {
        ScriptedCard card = ScriptedCard.firmware(firmware).on(LIST, tlv("72", "21" + utf8("dev2")) + OK);
        if (!refused) {
            card.on(put("7103 646576 7316 21 06" + KEY), OK);
            card.open().put(dev());
        } else {
            OathSession session = card.open();
            OathException e = failureOf(() -> session.put(dev()));
            assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED_BY_FIRMWARE);
            assertThat(e).hasMessageContaining("'dev2'").hasMessageContaining("4.3.5");
        }
        card.assertAllAsked();
    }

    @Test
    void soDoesReplace() throws IOException {
        String both = tlv("72", "21" + utf8("dev")) + tlv("72", "21" + utf8("dev2"));
        ScriptedCard faulty = ScriptedCard.firmware("040304").on(LIST, both + OK);
        OathSession session = faulty.open();
        assertThat(failureOf(() -> session.replace(dev())).kind()).isEqualTo(Kind.UNSUPPORTED_BY_FIRMWARE);
        faulty.assertAllAsked();

        ScriptedCard alone = ScriptedCard.firmware("040304")
                .on(LIST, tlv("72", "21" + utf8("dev")) + tlv("72", "21" + utf8("de")) + OK)
                .on(put("7103 646576 7316 21 06" + KEY), OK);
        alone.open().replace(dev());
        alone.assertAllAsked();
    }

    @Test
    void aNewAccountIsChecked() {
        assertThat(failureOf(() -> NewCredential.builder(DEV, key("41")).build())
                        .kind())
                .isEqualTo(Kind.INVALID_SECRET);
        assertThat(failureOf(() ->
                                NewCredential.builder(DEV, key(KEY)).digits(5).build())
                        .kind())
                .isEqualTo(Kind.INVALID_ARGUMENT);
        assertThat(failureOf(() ->
                                NewCredential.builder(DEV, key(KEY)).digits(9).build())
                        .kind())
                .isEqualTo(Kind.INVALID_ARGUMENT);
        assertThat(failureOf(() ->
                                NewCredential.builder(DEV, key(KEY)).counter(1).build())
                        .kind())
                .isEqualTo(Kind.INVALID_ARGUMENT);
        assertThat(failureOf(() -> NewCredential.builder(CredentialId.of("x".repeat(65)), key(KEY))
                                .build())
                        .kind())
                .isEqualTo(Kind.INVALID_NAME);
    }

    @Test
    void closingANewAccountWipesItsKey() throws IOException {
        byte[] bytes = HexFormat.of().parseHex(KEY);
        NewCredential credential =
                NewCredential.builder(DEV, Secret.takeOver(bytes)).build();
        assertThat(credential).hasToString("NewCredential[dev]");
        credential.close();
        assertThat(bytes).containsOnly(0);
    }
}
