package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.SALT;
import static ykaws.oath.ScriptedCard.SELECT;
import static ykaws.oath.ScriptedCard.SELECT_SHORT_AID;

import com.yubico.yubikit.core.Version;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

class SelectTest {
    @Test
    void openIsOneCommand() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050701");
        OathSession session = card.open();
        assertThat(session.version()).isEqualTo(new Version(5, 7, 1));
        assertThat(session.passwordSet()).isFalse();
        assertThat(session.locked()).isFalse();
        card.assertAllAsked();
    }

    @Test
    void aChallengeMeansLocked() throws IOException {
        OathSession session = ScriptedCard.locked().open();
        assertThat(session.passwordSet()).isTrue();
        assertThat(session.locked()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0102030405060708, ZoQN2hVOihE8Md0K0y9/Og", "0000000000000007, o+uNuJ/FEjzP1JWFBZ8pKw"})
    void deviceIdAsYkmanSpellsIt(String salt, String id) throws IOException {
        OathSession session =
                new ScriptedCard().on(SELECT, "7903050701 7108" + salt + OK).open();
        assertThat(session.deviceId()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"050700, 64", "050701, 64", "060000, 64", "050604, 32", "040305, 32", "010002, 28"})
    void slots(String version, int slots) throws IOException {
        assertThat(ScriptedCard.firmware(version).open().slots()).isEqualTo(slots);
    }

    @Test
    void orderAndUnknownTagsDoNotCount() throws IOException {
        OathSession session = new ScriptedCard()
                .on(SELECT, "7B0101 7402AABB 7A00 7101FF 7904050701 00" + OK)
                .open();
        assertThat(session.version()).isEqualTo(new Version(5, 7, 1));
        assertThat(session.locked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6999", "6A81", "6A82", "6B00", "6D00"})
    void theShorterAidIsTriedBeforeItIsNotAvailable(String sw) throws IOException {
        ScriptedCard card = new ScriptedCard().on(SELECT, sw).on(SELECT_SHORT_AID, "7903050701 7108" + SALT + OK);
        assertThat(card.open().version()).isEqualTo(new Version(5, 7, 1));
        card.assertAllAsked();

        ScriptedCard without = new ScriptedCard().on(SELECT, sw).on(SELECT_SHORT_AID, sw);
        OathException e = catchThrowableOfType(OathException.class, without::open);
        assertThat(e.kind()).isEqualTo(Kind.NOT_AVAILABLE);
        assertThat(e.sw()).isEqualTo(Integer.parseInt(sw, 16));
        without.assertAllAsked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6700", "6982", "6985", "6F00", "6283"})
    void anyOtherStatusIsRefused(String sw) {
        OathException e = catchThrowableOfType(
                OathException.class, () -> new ScriptedCard().on(SELECT, sw).open());
        assertThat(e.kind()).isEqualTo(Kind.REFUSED);
        assertThat(e).hasMessageContaining("SELECT").hasMessageContaining(sw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7903050701",
                "7108 0102030405060708",
                "7902 0507 7108 0102030405060708",
                "7903 FF0701 7108 0102030405060708",
                "7903 050780 7108 0102030405060708",
                "7903050701 7100",
                "7903050701 7108 01020304",
                "7903050701 7108 0102030405060708 7400",
                "7903050701 7108 0102030405060708 74",
                "7903050701 7180 0102030405060708",
                "7903050701 7185 0102030405060708",
                "7903050701 7184 FFFFFFFF",
                "1FFFFFFFFFFFFF"
            })
    void brokenAnswers(String data) {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> new ScriptedCard().on(SELECT, data + OK).open());
        assertThat(e.kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90"})
    void notEvenAStatusWord(String answer) {
        OathException e = catchThrowableOfType(
                OathException.class, () -> new ScriptedCard().on(SELECT, answer).open());
        assertThat(e.kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    @Test
    void aContinuationWithoutEndIsGivenUp() {
        ScriptedCard card = new ScriptedCard().on(SELECT, "6100");
        for (int i = 0; i < 100; i++) {
            card.on("00A5000000", "6100");
        }
        OathException e = catchThrowableOfType(OathException.class, card::open);
        assertThat(e.kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    @Test
    void errorsOfTheConnectionPassAsTheyAre() {
        IOException removed = new IOException("card removed");
        ScriptedCard card = new ScriptedCard().on(SELECT, OK).butFails(removed);
        assertThatThrownBy(card::open).isSameAs(removed);
    }

    // Extended from 4.0.0 where the reader has it; configured again after each SELECT, which itself is short.
    @Test
    void extendedLength() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050701")
                .withExtendedLength()
                .on("00020000 000005 7103646576", OK)
                .on("0004DEAD00", OK)
                .on(SELECT, "7903050701 7108" + SALT + OK)
                .on("00020000 000005 7103646576", OK);
        OathSession session = card.open();
        session.delete(CredentialId.of("dev"));
        session.reset();
        session.delete(CredentialId.of("dev"));
        card.assertAllAsked();
    }

    @Test
    void aNeoGetsShortCommands() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("010002").withExtendedLength().on("00020000 05 7103646576", OK);
        card.open().delete(CredentialId.of("dev"));
        card.assertAllAsked();
    }

    @Test
    void resetSelectsAnewAndForgetsThePassword() throws IOException {
        ScriptedCard card = ScriptedCard.locked()
                .on("0004DEAD00", OK)
                .on(SELECT, "7903050701 7108 0000000000000007" + OK)
                .on("00A1000000", OK);
        OathSession session = card.open();
        session.reset();
        assertThat(session.locked()).isFalse();
        assertThat(session.passwordSet()).isFalse();
        assertThat(session.deviceId()).isEqualTo("o+uNuJ/FEjzP1JWFBZ8pKw");
        assertThat(session.list()).isEmpty();
        card.assertAllAsked();
    }
}
