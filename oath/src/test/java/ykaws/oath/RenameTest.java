package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.tlv;
import static ykaws.oath.ScriptedCard.utf8;

import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

/** DELETE and RENAME. */
class RenameTest {
    private static final String LIST = "00A1000000";
    private static final CredentialId DEV = CredentialId.of("dev");

    private static ScriptedCard card() {
        return ScriptedCard.firmware("050701");
    }

    private static OathException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(OathException.class, call);
    }

    @Test
    void delete() throws IOException {
        ScriptedCard card = card().on("00020000 05 7103 646576", OK);
        card.open().delete(DEV);
        card.assertAllAsked();
    }

    // An account whose name is not UTF-8, as it was listed.
    @Test
    void deleteOfAnOddName() throws IOException {
        ScriptedCard card = card().on(LIST, "7204 21 64FF76" + OK).on("00020000 05 7103 64FF76", OK);
        OathSession session = card.open();
        session.delete(session.list().get(0).id());
        card.assertAllAsked();
    }

    @ParameterizedTest
    @CsvSource({"6984, NO_SUCH_ACCOUNT", "6982, LOCKED", "6A80, REFUSED"})
    void statusWordsOfDelete(String sw, Kind kind) throws IOException {
        OathSession session = card().on("00020000 05 7103 646576", sw).open();
        assertThat(failureOf(() -> session.delete(DEV)).kind()).isEqualTo(kind);
    }

    @Test
    void rename() throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050301")
                .on(LIST, tlv("72", "21" + utf8("dev")) + OK)
                .on("00050000 0B 7103 646576 7104" + utf8("prod"), OK);
        card.open().rename(DEV, CredentialId.of("prod"));
        card.assertAllAsked();
    }

    @Test
    void renameOfAnHotpAccountKeepsWhatLooksLikeAPeriod() throws IOException {
        ScriptedCard card = card().on(LIST, OK).on("00050000 0A 7104" + utf8("60/x") + "7102" + utf8("yz"), OK);
        card.open().rename(CredentialId.parse("60/x", OathType.HOTP), CredentialId.parse("yz", OathType.HOTP));
        card.assertAllAsked();
    }

    @ParameterizedTest
    @ValueSource(strings = {"010002", "050300", "040305"})
    void renameNeedsFirmware(String firmware) throws IOException {
        ScriptedCard card = ScriptedCard.firmware(firmware);
        OathSession session = card.open();
        OathException e = failureOf(() -> session.rename(DEV, CredentialId.of("prod")));
        assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED_BY_FIRMWARE);
        assertThat(e).hasMessageContaining("5.3.1");
        card.assertAllAsked();
    }

    @Test
    void renameDoesNotOverwrite() throws IOException {
        ScriptedCard card = card().on(LIST, tlv("72", "21" + utf8("prod")) + OK);
        OathSession session = card.open();
        assertThat(failureOf(() -> session.rename(DEV, CredentialId.of("prod"))).kind())
                .isEqualTo(Kind.ACCOUNT_EXISTS);
        card.assertAllAsked();
    }

    @ParameterizedTest
    @CsvSource({"60/prod, INVALID_ARGUMENT", "'', INVALID_NAME"})
    void renameKeepsThePeriodAndNeedsAName(String to, Kind kind) throws IOException {
        OathSession session = card().open();
        assertThat(failureOf(() -> session.rename(DEV, CredentialId.of(to))).kind())
                .isEqualTo(kind);
        assertThat(failureOf(() -> session.rename(DEV, CredentialId.parse("prod", OathType.HOTP)))
                        .kind())
                .isEqualTo(Kind.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @CsvSource({"6984, NO_SUCH_ACCOUNT", "6982, LOCKED", "6A80, REFUSED", "6D00, UNSUPPORTED_BY_FIRMWARE"})
    void statusWordsOfRename(String sw, Kind kind) throws IOException {
        OathSession session = card().on(LIST, OK)
                .on("00050000 0B 7103 646576 7104" + utf8("prod"), sw)
                .open();
        assertThat(failureOf(() -> session.rename(DEV, CredentialId.of("prod"))).kind())
                .isEqualTo(kind);
    }
}
