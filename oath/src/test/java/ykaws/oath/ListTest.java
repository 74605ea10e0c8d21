package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.tlv;
import static ykaws.oath.ScriptedCard.utf8;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

/** LIST and CALCULATE ALL. */
class ListTest {
    private static final String LIST = "00A1000000";
    private static final String SEND_REMAINING = "00A5000000";
    private static final String ALL_AT_59 = "00A40001 0A 7408 0000000000000001";
    private static final Instant AT_59 = Instant.ofEpochSecond(59);

    private static ScriptedCard card() {
        return ScriptedCard.firmware("050701");
    }

    @Test
    void typesAlgorithmsAndNames() throws IOException {
        ScriptedCard card = card().on(
                        LIST,
                        tlv("72", "21" + utf8("dev"))
                                + tlv("72", "12" + utf8("60/counter"))
                                + tlv("72", "23" + utf8("60/issuer:é"))
                                + tlv("72", "21")
                                + tlv("72", "21FF")
                                + OK);
        assertThat(card.open().list())
                .containsExactly(
                        new Credential(CredentialId.of("dev"), OathType.TOTP, HashAlgorithm.SHA1, null),
                        new Credential(
                                new CredentialId(null, "60/counter", OathType.HOTP, 0),
                                OathType.HOTP,
                                HashAlgorithm.SHA256,
                                null),
                        new Credential(
                                new CredentialId("issuer", "é", OathType.TOTP, 60),
                                OathType.TOTP,
                                HashAlgorithm.SHA512,
                                null),
                        new Credential(CredentialId.of(""), OathType.TOTP, HashAlgorithm.SHA1, null),
                        new Credential(CredentialId.of("\uDCFF"), OathType.TOTP, HashAlgorithm.SHA1, null));
        card.assertAllAsked();
    }

    // 40 accounts with names of 64 bytes are 2680 bytes: pieces of 256 and a rest, each asked for by A5.
    @Test
    void fortyAccountsComeWhole() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            all.append(tlv("72", "21" + utf8(name(i))));
        }
        ScriptedCard card = card();
        pieces(card, LIST, all.toString());
        List<Credential> listed = card.open().list();
        assertThat(listed).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(listed.get(i).id()).isEqualTo(CredentialId.of(name(i)));
        }
        card.assertAllAsked();
    }

    @Test
    void fortyAccountsAreCalculatedWhole() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            all.append(tlv("71", utf8(name(i)))).append("7605 06 4139 7EEA".replace(" ", ""));
        }
        ScriptedCard card = card();
        pieces(card, ALL_AT_59, all.toString());
        List<CalculatedCredential> calculated = card.open().calculateAll(AT_59);
        assertThat(calculated).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertThat(calculated.get(i).credential().id()).isEqualTo(CredentialId.of(name(i)));
            assertThat(calculated.get(i).code()).isEqualTo(new Code("287082", at(30), at(60)));
        }
        card.assertAllAsked();
    }

    private static String name(int number) {
        String head = "account " + number + ":";
        return head + "x".repeat(64 - head.length());
    }

    /** As a card with pieces of 256 bytes gives a long answer. */
    private static void pieces(ScriptedCard card, String command, String data) {
        String next = command;
        int start = 0;
        while (data.length() - start > 512) {
            int left = (data.length() - start - 512) / 2;
            card.on(next, data.substring(start, start + 512) + "61" + String.format("%02X", left > 255 ? 0 : left));
            next = SEND_REMAINING;
            start += 512;
        }
        card.on(next, data.substring(start) + OK);
    }

    private static Instant at(long seconds) {
        return Instant.ofEpochSecond(seconds);
    }

    @Test
    void calculateAllKnowsFourKinds() throws IOException {
        ScriptedCard card = card().on(
                        ALL_AT_59,
                        tlv("71", utf8("dev")) + "7605 08 41397EEA"
                                + tlv("71", utf8("touch")) + "7C01 06"
                                + tlv("71", utf8("60/counter")) + "7701 06"
                                + tlv("71", utf8("Steam:me")) + "7605 05 41397EEA"
                                + OK);
        List<CalculatedCredential> all = card.open().calculateAll(AT_59);
        assertThat(all)
                .containsExactly(
                        new CalculatedCredential(
                                new Credential(CredentialId.of("dev"), OathType.TOTP, null, false),
                                new Code("94287082", at(30), at(60))),
                        new CalculatedCredential(
                                new Credential(CredentialId.of("touch"), OathType.TOTP, null, true), null),
                        new CalculatedCredential(
                                new Credential(
                                        new CredentialId(null, "60/counter", OathType.HOTP, 0),
                                        OathType.HOTP,
                                        null,
                                        null),
                                null),
                        new CalculatedCredential(
                                new Credential(CredentialId.of("Steam:me"), OathType.TOTP, null, false),
                                new Code("PV9M4", at(30), at(60))));
        card.assertAllAsked();
    }

    // What CALCULATE ALL says of another period is the code of a wrong step.
    @Test
    void anotherPeriodIsCalculatedAgainAtTheSameInstant() throws IOException {
        ScriptedCard card = card().on(
                        ALL_AT_59,
                        tlv("71", utf8("60/dev")) + "7605 06 41397EEA"
                                + tlv("71", utf8("60/touch")) + "7C01 06"
                                + tlv("71", utf8("0/x")) + "7605 06 41397EEA"
                                + OK)
                .on("00A20001 12 7106" + utf8("60/dev") + "7408 0000000000000000", "7605 06 4C93CF18" + OK);
        List<CalculatedCredential> all = card.open().calculateAll(AT_59);
        assertThat(all.get(0).code()).isEqualTo(new Code("755224", at(0), at(60)));
        assertThat(all.get(1).code()).isNull();
        assertThat(all.get(2).code()).isEqualTo(new Code("287082", at(30), at(60)));
        card.assertAllAsked();
    }

    @Test
    void touchIsJoinedToTheList() throws IOException {
        ScriptedCard card = card().on(
                        LIST,
                        tlv("72", "21" + utf8("dev"))
                                + tlv("72", "22" + utf8("touch"))
                                + tlv("72", "11" + utf8("60/counter"))
                                + tlv("72", "21" + utf8("unheard of"))
                                + OK)
                .on(
                        "00A40001 0A 7408 0000000000000000",
                        tlv("71", utf8("60/counter")) + "7701 06"
                                + tlv("71", utf8("touch")) + "7C01 06"
                                + tlv("71", utf8("dev")) + "7605 06 41397EEA"
                                + OK);
        List<Credential> all = card.open().listWithTouch();
        assertThat(all).extracting(Credential::touch).containsExactly(false, true, null, null);
        assertThat(all)
                .extracting(Credential::algorithm)
                .containsExactly(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA1, HashAlgorithm.SHA1);
        card.assertAllAsked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7200",
                "7103 646576",
                "7204 01646576",
                "7204 31646576",
                "7204 20646576",
                "7204 24646576",
                "7204 216465",
                "72",
                "7204 21646576 72",
                "7280 21646576",
                "9000"
            })
    void brokenLists(String data) {
        OathException e = catchThrowableOfType(
                OathException.class, () -> card().on(LIST, data + OK).open().list());
        assertThat(e.kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7103 646576",
                "7605 06 41397EEA",
                "7103 646576 7605 06 41397EEA 7103 646576",
                "7203 646576 7605 06 41397EEA",
                "7605 06 41397EEA 7103 646576",
                "7103 646576 7103 646576",
                "7103 646576 7515 06 75a48a19d4cbe100644e8ac1397eea747a2d33ab",
                "7103 646576 7600",
                "7103 646576 7604 06 41397E",
                "7103 646576 7606 06 41397EEA 00",
                "7103 646576 7605 00 41397EEA",
                "7103 646576 7605 0B 41397EEA",
                "7103 646576 7605 FF 41397EEA",
                "7103 646576 7605 06 4139",
                "7103 646576 7A05 06 41397EEA"
            })
    void brokenCalculateAll(String data) {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> card().on(ALL_AT_59, data + OK).open().calculateAll(AT_59));
        assertThat(e.kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({"6982, LOCKED", "6581, CORRUPT_RECORD", "6A80, REFUSED", "6D00, REFUSED"})
    void statusWords(String sw, Kind kind) {
        OathException list = catchThrowableOfType(
                OathException.class, () -> card().on(LIST, sw).open().list());
        OathException all = catchThrowableOfType(
                OathException.class, () -> card().on(ALL_AT_59, sw).open().calculateAll(AT_59));
        assertThat(list.kind()).isEqualTo(kind);
        assertThat(all.kind()).isEqualTo(kind);
        assertThat(list.sw()).isEqualTo(Integer.parseInt(sw, 16));
    }

    // A status word may also come after a part of the answer.
    @Test
    void aRecordMayBeFoundCorruptHalfway() {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> card().on(LIST, "7204 21646576 6110")
                        .on(SEND_REMAINING, "6581")
                        .open()
                        .list());
        assertThat(e.kind()).isEqualTo(Kind.CORRUPT_RECORD);
    }
}
