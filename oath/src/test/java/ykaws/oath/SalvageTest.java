package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.tlv;
import static ykaws.oath.ScriptedCard.utf8;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ykaws.oath.OathException.Kind;

class SalvageTest {
    private static final String LIST = "00A10000 00";
    private static final String ALL = "00A40001 0A 7408 0000000000000001";
    private static final String CODE = "7605 06 41397EEA" + OK;
    private static final String ARN = "arn:aws:iam::123456789012:mfa/dev";
    private static final Instant AT_59 = Instant.ofEpochSecond(59);

    private final List<String> read = new ArrayList<>();

    private Salvage.Found salvage(ScriptedCard card) throws IOException {
        Salvage.Found found = new Salvage(card.open(), account -> read.add(account.text())).read(AT_59);
        card.assertAllAsked();
        return found;
    }

    private static ScriptedCard listing(String... accounts) {
        StringBuilder answer = new StringBuilder();
        for (String account : accounts) {
            answer.append(tlv("72", account));
        }
        return ScriptedCard.firmware("050701").on(LIST, answer + OK);
    }

    private static String totp(String id) {
        return "21" + utf8(id);
    }

    private static String hotp(String id) {
        return "11" + utf8(id);
    }

    private static String calculate(String id) {
        String data = tlv("71", utf8(id)) + "74080000000000000001";
        return "00A20001" + String.format("%02X", data.length() / 2) + data;
    }

    private static List<String> codes(Salvage.Found found) {
        List<String> codes = new ArrayList<>();
        for (CalculatedCredential each : found.accounts()) {
            codes.add(each.credential().id().text() + " "
                    + (each.code() == null ? "-" : each.code().digits()));
        }
        return codes;
    }

    @Test
    void theDamagedOneIsFoundAfterFiveAttempts() throws IOException {
        ScriptedCard card = listing(totp("a"), totp("bad"), totp("c")).on(calculate("a"), CODE);
        for (int i = 0; i < 5; i++) {
            card.on(calculate("bad"), "6581");
        }
        Salvage.Found found = salvage(card.on(calculate("c"), CODE));

        assertThat(found.damaged()).containsExactly("bad");
        assertThat(found.unread()).isEmpty();
        assertThat(codes(found)).containsExactly("a 287082", "bad -", "c 287082");
    }

    @Test
    void aRecordThatReadsAtTheFifthAttemptIsNotDamaged() throws IOException {
        ScriptedCard card = listing(totp("worn"));
        for (int i = 0; i < 4; i++) {
            card.on(calculate("worn"), "6581");
        }
        Salvage.Found found = salvage(card.on(calculate("worn"), CODE));

        assertThat(found.damaged()).isEmpty();
        assertThat(codes(found)).containsExactly("worn 287082");
    }

    @Test
    void anHotpAccountIsNeverCalculated() throws IOException {
        Salvage.Found found = salvage(listing(hotp("h"), totp("t")).on(calculate("t"), CODE));

        assertThat(found.unread()).containsExactly("h");
        assertThat(read).containsExactly("t");
    }

    @Test
    void mfaDevicesComeLastAndTheFirstTouchInVainEndsIt() throws IOException {
        Salvage.Found found = salvage(listing(totp(ARN), totp(ARN + "2"), totp("plain"))
                .on(calculate("plain"), CODE)
                .on(calculate(ARN), "6982"));

        assertThat(read).containsExactly("plain", ARN);
        assertThat(found.unread()).containsExactly(ARN, ARN + "2");
        assertThat(codes(found)).containsExactly(ARN + " -", ARN + "2 -", "plain 287082");
    }

    @Test
    void otherErrorsPass() {
        OathException e = catchThrowableOfType(
                OathException.class, () -> salvage(listing(totp("a")).on(calculate("a"), "6F00")));
        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void aListThatFailsTooIsAnError() {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> salvage(ScriptedCard.firmware("050701").on(LIST, "6581")));
        assertThat(e.kind()).isEqualTo(Kind.CORRUPT_RECORD);
    }

    @Test
    void aCodeIsFoundByAPartOfItsNameAroundADamagedRecord() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050701")
                .on(ALL, "6581")
                .on(LIST, tlv("72", totp("good")) + tlv("72", totp("bad")) + OK)
                .on(calculate("good"), CODE);
        CodeLookup lookup = new CodeLookup(card.open(), TouchNotice.NONE);

        assertThat(lookup.code("oo", AT_59).code().digits()).isEqualTo("287082");
        assertThat(lookup.metDamage()).isTrue();
        card.assertAllAsked();
    }
}
