package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.SALT;
import static ykaws.oath.ScriptedCard.SELECT;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

/**
 * VALIDATE and SET CODE. The values were computed apart, with Python's hashlib: password "password", salt 01…08, the
 * card's challenge A1…A8, ours 10…17.
 */
class PasswordTest {
    private static final String KEY = "ED1B5A43D3A86504DD13C9DA7606BD35";
    private static final String PROOF = "D6725FB0119B3CE7EA6070D702B54E9935C4BB6F";
    private static final String OURS = "1011121314151617";
    private static final String THEIR_PROOF = "5AE1B4E8C22E7A01B4963731795784BE41820EA4";
    private static final String VALIDATE = "00A30000 20 7514" + PROOF + "7408" + OURS;
    private static final String SET_CODE = "00030000 33 7311 21" + KEY + "7408" + OURS + "7514" + THEIR_PROOF;

    /** Gives 10…17 for ever. */
    private static final class Ours extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(HexFormat.of().parseHex(OURS), 0, bytes, 0, bytes.length);
        }
    }

    private static OathSession open(ScriptedCard card) throws IOException {
        OathSession session = card.open();
        session.challengesFrom(new Ours());
        return session;
    }

    private static Secret key() {
        return Secret.takeOver(HexFormat.of().parseHex(KEY));
    }

    private static Kind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(OathException.class, call).kind();
    }

    @ParameterizedTest
    @CsvSource({
        "password, ed1b5a43d3a86504dd13c9da7606bd35",
        "pässwörd€🔑, 87c250816544d5fe6663efbd402c4334",
        "'', 3b8f820343b4b0d45054ff44daf4a66c"
    })
    void accessKey(String password, String key) throws IOException {
        char[] characters = password.toCharArray();
        try (Secret secret = ScriptedCard.locked().open().deriveAccessKey(characters)) {
            assertThat(secret.<String>expose(HexFormat.of()::formatHex)).isEqualTo(key);
        }
        assertThat(characters).isEqualTo(password.toCharArray());
    }

    @Test
    void unlock() throws IOException {
        ScriptedCard card =
                ScriptedCard.locked().on(VALIDATE, "7514" + THEIR_PROOF + OK).on("00A1000000", OK);
        OathSession session = open(card);
        try (Secret key = session.deriveAccessKey("password".toCharArray())) {
            assertThat(session.unlock(key)).isTrue();
        }
        assertThat(session.locked()).isFalse();
        assertThat(session.passwordSet()).isTrue();
        assertThat(session.list()).isEmpty();
        card.assertAllAsked();
    }

    // The card keeps its challenge: the next try needs no new SELECT.
    @Test
    void aWrongPasswordIsNoError() throws IOException {
        ScriptedCard card = ScriptedCard.locked().on(VALIDATE, "6A80").on(VALIDATE, "7514" + THEIR_PROOF + OK);
        OathSession session = open(card);
        assertThat(session.unlock(key())).isFalse();
        assertThat(session.locked()).isTrue();
        assertThat(session.unlock(key())).isTrue();
        card.assertAllAsked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7514 0000000000000000000000000000000000000000",
                "7514 5AE1B4E8C22E7A01B4963731795784BE41820EA5",
                "7513 5AE1B4E8C22E7A01B4963731795784BE41820E",
                "7500",
                // Our own proof sent back.
                "7514" + PROOF
            })
    void aKeyThatCannotProveItselfIsAnImpostor(String answer) throws IOException {
        OathSession session = open(ScriptedCard.locked().on(VALIDATE, answer + OK));
        assertThat(kindOf(() -> session.unlock(key()))).isEqualTo(Kind.IMPOSTOR);
        assertThat(session.locked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7414" + THEIR_PROOF, "7515" + THEIR_PROOF, "75"})
    void brokenProofs(String answer) throws IOException {
        OathSession session = open(ScriptedCard.locked().on(VALIDATE, answer + OK));
        assertThat(kindOf(() -> session.unlock(key()))).isEqualTo(Kind.BAD_RESPONSE);
        assertThat(session.locked()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"6984, NO_PASSWORD_SET", "6581, REFUSED", "6982, REFUSED", "6700, REFUSED"})
    void statusWordsOfValidate(String sw, Kind kind) throws IOException {
        OathSession session = open(ScriptedCard.locked().on(VALIDATE, sw));
        assertThat(kindOf(() -> session.unlock(key()))).isEqualTo(kind);
    }

    @Test
    void withoutAPasswordThereIsNothingToUnlock() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050701");
        assertThat(kindOf(() -> open(card).unlock(key()))).isEqualTo(Kind.NO_PASSWORD_SET);
        card.assertAllAsked();
    }

    @Test
    void setPassword() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050701").on(SET_CODE, OK).on("00A1000000", OK);
        OathSession session = open(card);
        session.setPassword(key());
        assertThat(session.passwordSet()).isTrue();
        assertThat(session.locked()).isFalse();
        assertThat(session.list()).isEmpty();
        card.assertAllAsked();
        assertThat(card.sent().get(1)).as("the command with the key").containsOnly(0);
    }

    @Test
    void unlockAfterSetTakesTheChallengeOfANewSelect() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050701")
                .on(SET_CODE, OK)
                .on(SELECT, "7903050701 7108" + SALT + "7408 A1A2A3A4A5A6A7A8 7B0101" + OK)
                .on(VALIDATE, "7514" + THEIR_PROOF + OK);
        OathSession session = open(card);
        session.setPassword(key());
        assertThat(session.unlock(key())).isTrue();
        card.assertAllAsked();
    }

    // A NEO locks itself with its first password, and all that follows would be refused.
    @Test
    void aNeoIsUnlockedAgain() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("010002")
                .on(SET_CODE, OK)
                .on(SELECT, "7903010002 7108" + SALT + "7408 A1A2A3A4A5A6A7A8 7B0101" + OK)
                .on(VALIDATE, "7514" + THEIR_PROOF + OK)
                .on("00A1000000", OK);
        OathSession session = open(card);
        session.setPassword(key());
        assertThat(session.locked()).isFalse();
        assertThat(session.list()).isEmpty();
        card.assertAllAsked();
    }

    @ParameterizedTest
    @CsvSource({"6984, REFUSED", "6A80, REFUSED", "6985, REFUSED", "6982, LOCKED"})
    void statusWordsOfSetCode(String sw, Kind kind) throws IOException {
        OathSession session = open(ScriptedCard.firmware("050701").on(SET_CODE, sw));
        assertThat(kindOf(() -> session.setPassword(key()))).isEqualTo(kind);
        assertThat(session.passwordSet()).isFalse();
        OathSession other = open(ScriptedCard.firmware("050701").on("00030000 02 7300", sw));
        assertThat(kindOf(other::removePassword)).isEqualTo(kind);
    }

    @Test
    void anAccessKeyHas16Bytes() throws IOException {
        OathSession session = ScriptedCard.firmware("050701").open();
        assertThatThrownBy(() -> session.setPassword(Secret.takeOver(new byte[15])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removePassword() throws IOException {
        ScriptedCard card =
                ScriptedCard.locked().on(VALIDATE, "7514" + THEIR_PROOF + OK).on("00030000 02 7300", OK);
        OathSession session = open(card);
        assertThat(session.unlock(key())).isTrue();
        session.removePassword();
        assertThat(session.passwordSet()).isFalse();
        assertThat(kindOf(() -> session.unlock(key()))).isEqualTo(Kind.NO_PASSWORD_SET);
        card.assertAllAsked();
    }

    @Test
    void aLockedKeyIsAskedNothing() throws IOException {
        ScriptedCard card = ScriptedCard.locked();
        OathSession session = card.open();
        CredentialId id = CredentialId.of("dev");
        NewCredential credential =
                NewCredential.builder(id, Secret.takeOver(new byte[20])).build();
        List<ThrowingCallable> calls = List.of(
                session::list,
                session::listWithTouch,
                () -> session.calculateAll(Instant.EPOCH),
                () -> session.calculate(id, Instant.EPOCH),
                () -> session.calculateFull(id, new byte[8]),
                () -> session.put(credential),
                () -> session.replace(credential),
                () -> session.delete(id),
                () -> session.rename(id, CredentialId.of("prod")),
                () -> session.setPassword(key()),
                session::removePassword,
                () -> new CodeLookup(session, TouchNotice.NONE).code("dev", Instant.EPOCH));
        for (ThrowingCallable call : calls) {
            assertThat(kindOf(call)).isEqualTo(Kind.LOCKED);
        }
        card.assertAllAsked();
    }
}
