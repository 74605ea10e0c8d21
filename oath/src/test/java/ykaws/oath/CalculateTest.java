package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.tlv;
import static ykaws.oath.ScriptedCard.utf8;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

class CalculateTest {
    private static final String DEV = "00A20001 0F 7103 646576 7408 0000000000000001";
    private static final Instant AT_59 = Instant.ofEpochSecond(59);

    private static ScriptedCard card() {
        return ScriptedCard.firmware("050701");
    }

    @ParameterizedTest
    @CsvSource({
        "7605 06 41397EEA, 287082",
        "7605 08 41397EEA, 94287082",
        "7605 07 41397EEA, 4287082",
        "7605 06 C1397EEA, 287082",
        "7605 06 00000001, 000001",
        "7605 06 00000000, 000000",
        "7605 06 FFFFFFFF, 483647"
    })
    void theDigitsAreTheCards(String answer, String digits) throws IOException {
        ScriptedCard card = card().on(DEV, answer + OK);
        assertThat(card.open().calculate(CredentialId.of("dev"), AT_59))
                .isEqualTo(new Code(digits, Instant.ofEpochSecond(30), Instant.ofEpochSecond(60)));
        card.assertAllAsked();
    }

    @ParameterizedTest
    @CsvSource({
        "60/foo, 59, 0000000000000000, 0, 60",
        "60/foo, 60, 0000000000000001, 60, 120",
        "0/x, 59, 0000000000000001, 30, 60",
        "30/x, 59, 0000000000000001, 30, 60",
        ":name, 59, 0000000000000001, 30, 60",
        "i:arn:aws:iam::123456789012:mfa/dev, 1111111109, 00000000023523EC, 1111111080, 1111111110",
        "issuer:é, 20000000000, 0000000027BC86AA, 19999999980, 20000000010"
    })
    void theChallengeIsTheStepOfThePeriod(String id, long at, String challenge, long from, long until)
            throws IOException {
        String data = tlv("71", utf8(id)) + tlv("74", challenge);
        ScriptedCard card =
                card().on("00A20001" + String.format("%02X", data.length() / 2) + data, "7605 06 41397EEA" + OK);
        assertThat(card.open().calculate(CredentialId.of(id), Instant.ofEpochSecond(at)))
                .isEqualTo(new Code("287082", Instant.ofEpochSecond(from), Instant.ofEpochSecond(until)));
        card.assertAllAsked();
    }

    @Test
    void steamHasItsOwnAlphabet() throws IOException {
        ScriptedCard card =
                card().on("00A20001 14 7108" + utf8("Steam:me") + "7408 00000000023523EC", "7605 05 3610F84C" + OK);
        assertThat(card.open()
                        .calculate(CredentialId.of("Steam:me"), Instant.ofEpochSecond(1111111109))
                        .digits())
                .isEqualTo("PY4YB");
    }

    @Test
    void hotpHasNoWindow() throws IOException {
        ScriptedCard card =
                card().on("00A20001 12 7106" + utf8("60/foo") + "7408 0000000000000000", "7605 06 4C93CF18" + OK);
        assertThat(card.open().calculate(CredentialId.parse("60/foo", OathType.HOTP), AT_59))
                .isEqualTo(new Code("755224", AT_59, Instant.MAX));
        card.assertAllAsked();
    }

    @Test
    void aCodeIsNotShownByItsText() {
        assertThat(new Code("287082", AT_59, Instant.MAX).toString()).doesNotContain("287082");
    }

    @Test
    void wholeResponse() throws IOException {
        ScriptedCard card = card().on(
                        "00A20000 0B 7103 646576 7404 01020304",
                        "7515 06 75a48a19d4cbe100644e8ac1397eea747a2d33ab" + OK);
        try (Secret response = card.open().calculateFull(CredentialId.of("dev"), new byte[] {1, 2, 3, 4})) {
            assertThat(response.<String>expose(HexFormat.of()::formatHex))
                    .isEqualTo("75a48a19d4cbe100644e8ac1397eea747a2d33ab");
        }
        card.assertAllAsked();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65, 300})
    void aChallengeHasOneTo64Bytes(int length) throws IOException {
        OathSession session = card().open();
        assertThatThrownBy(() -> session.calculateFull(CredentialId.of("dev"), new byte[length]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7604 06 41397E",
                "7606 06 41397EEA 00",
                "7605 00 41397EEA",
                "7605 0B 41397EEA",
                "7605 06 4139",
                "7505 06 41397EEA",
                "7605 06 41397EEA 7605 06 41397EEA",
                "7C01 06",
                "76"
            })
    void brokenAnswers(String data) {
        OathException e = catchThrowableOfType(
                OathException.class, () -> card().on(DEV, data + OK).open().calculate(CredentialId.of("dev"), AT_59));
        assertThat(e.kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7500", "7501 06", "7605 06 41397EEA", "7515 06 41397EEA"})
    void brokenWholeResponses(String data) {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> card().on("00A20000 08 7103 646576 7401 01", data + OK)
                        .open()
                        .calculateFull(CredentialId.of("dev"), new byte[] {1}));
        assertThat(e.kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    // 6982 of a session that is not locked: nobody touched. Some say 6985.
    @ParameterizedTest
    @CsvSource({
        "6982, TOUCH_TIMEOUT",
        "6985, TOUCH_TIMEOUT",
        "6984, NO_SUCH_ACCOUNT",
        "6581, CORRUPT_RECORD",
        "6A80, REFUSED",
        "6F00, REFUSED"
    })
    void statusWords(String sw, Kind kind) {
        OathException e = catchThrowableOfType(
                OathException.class, () -> card().on(DEV, sw).open().calculate(CredentialId.of("dev"), AT_59));
        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e.subject()).isEqualTo("dev");
        assertThat(e.sw()).isEqualTo(Integer.parseInt(sw, 16));
    }

    // A NEO would run over the end of an array.
    @Test
    void aNameThatCannotBeOnAKeyIsNotSent() throws IOException {
        ScriptedCard card = card();
        OathSession session = card.open();
        CredentialId id = CredentialId.of("é".repeat(32) + "x");
        assertThat(catchThrowableOfType(OathException.class, () -> session.calculate(id, AT_59))
                        .kind())
                .isEqualTo(Kind.NO_SUCH_ACCOUNT);
        assertThat(catchThrowableOfType(OathException.class, () -> session.delete(id))
                        .kind())
                .isEqualTo(Kind.NO_SUCH_ACCOUNT);
        card.assertAllAsked();
    }
}
