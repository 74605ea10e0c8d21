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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.CodeLookup.Found;
import ykaws.oath.OathException.Kind;

class CodeLookupTest {
    private static final String ARN = "arn:aws:iam::123456789012:mfa/dev";
    private static final String AWSU = "aws/iam/123456789012:dev";
    private static final String CODE = "7605 06 41397EEA";
    private static final String TOUCH = "7C01 06";
    private static final String HOTP = "7701 06";
    private static final String ALL = "00A40001 0A 7408 0000000000000001";
    private static final Instant AT_59 = Instant.ofEpochSecond(59);
    private static final Code AT_30 = new Code("287082", Instant.ofEpochSecond(30), Instant.ofEpochSecond(60));

    private final List<String> notices = new ArrayList<>();

    private Found code(ScriptedCard card, String query) throws IOException {
        TouchNotice notice = new TouchNotice() {
            @Override
            public void touchNeeded(Credential account) {
                notices.add("touch " + account.id() + " after " + card.sent().size());
            }

            @Override
            public void touched() {
                notices.add("touched after " + card.sent().size());
            }
        };
        Found found = new CodeLookup(card.open(), notice).code(query, AT_59);
        card.assertAllAsked();
        return found;
    }

    private static ScriptedCard card() {
        return ScriptedCard.firmware("050701");
    }

    private static String calculate(String id, String step) {
        String data = tlv("71", utf8(id)) + "740800000000000000" + step;
        return "00A20001" + String.format("%02X", data.length() / 2) + data;
    }

    private static String account(String id, String answer) {
        return tlv("71", utf8(id)) + answer;
    }

    private static List<Credential> accounts(String... ids) {
        List<Credential> accounts = new ArrayList<>();
        for (String id : ids) {
            accounts.add(new Credential(CredentialId.of(id), OathType.TOTP, HashAlgorithm.SHA1, false));
        }
        return accounts;
    }

    private static List<String> ids(List<Credential> found) {
        return found.stream().map(c -> c.id().text()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "dev, false",
        "Dev Account, false",
        "'', false",
        "issuer:dev, true",
        "mfa/dev, true",
        "60/dev, true",
        "arn:aws:iam::123456789012:mfa/dev, true"
    })
    void fullIds(String query, boolean full) {
        assertThat(CodeLookup.isFullId(query)).isEqualTo(full);
    }

    @ParameterizedTest
    @ValueSource(strings = {ARN, AWSU, "issuer:name", "mfa/dev", ":name"})
    void aFullIdIsOneCalculate(String id) throws IOException {
        Found found = code(card().on(calculate(id, "01"), CODE + OK), id);
        assertThat(found.code()).isEqualTo(AT_30);
        assertThat(found.credential().id().text()).isEqualTo(id);
        assertThat(found.credential().touch()).isNull();
        assertThat(notices).isEmpty();
    }

    @Test
    void aFullIdWithAPeriodUsesIt() throws IOException {
        Found found = code(card().on(calculate("60/issuer:dev", "00"), "7605 06 4C93CF18" + OK), "60/issuer:dev");
        assertThat(found.code()).isEqualTo(new Code("755224", Instant.EPOCH, Instant.ofEpochSecond(60)));
    }

    @Test
    void anArnThatIsTooLongIsAskedForAsAwsuStoresIt() throws IOException {
        String name = "n".repeat(35);
        String id = "aws/iam/123456789012:" + name;
        Found found = code(card().on(calculate(id, "01"), CODE + OK), "arn:aws:iam::123456789012:mfa/" + name);
        assertThat(found.credential().id().text()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {AWSU, "me:" + ARN})
    void otherSpellingsOfAnArnAreFoundInAll(String id) throws IOException {
        Found found = code(
                card().on(calculate(ARN, "01"), "6984").on(ALL, account("other", CODE) + account(id, CODE) + OK), ARN);
        assertThat(found.credential().id().text()).isEqualTo(id);
        assertThat(found.code()).isEqualTo(AT_30);
    }

    @Test
    void aFullIdMayBePartOfOne() throws IOException {
        Found found = code(card().on(calculate("mfa/dev", "01"), "6984").on(ALL, account(ARN, CODE) + OK), "mfa/dev");
        assertThat(found.credential().id().text()).isEqualTo(ARN);
    }

    @Test
    void aFullIdTooLongForAKeyIsLookedForInAll() {
        OathException e = catchThrowableOfType(
                OathException.class, () -> code(card().on(ALL, account("dev", CODE) + OK), "x:" + "y".repeat(70)));
        assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource({"6982, TOUCH_TIMEOUT", "6581, CORRUPT_RECORD", "6A80, REFUSED"})
    void otherFailuresOfAFullIdAreFinal(String sw, Kind kind) {
        OathException e =
                catchThrowableOfType(OathException.class, () -> code(card().on(calculate(ARN, "01"), sw), ARN));
        assertThat(e.kind()).isEqualTo(kind);
    }

    @Test
    void aQueryIsOneCalculateAll() throws IOException {
        Found found = code(card().on(ALL, account("prod", CODE) + account(ARN, CODE) + OK), "dev");
        assertThat(found.code()).isEqualTo(AT_30);
        assertThat(found.credential().id().text()).isEqualTo(ARN);
        assertThat(found.credential().touch()).isFalse();
        assertThat(notices).isEmpty();
    }

    @Test
    void touchIsAnnouncedRightBeforeTheCalculate() throws IOException {
        Found found = code(card().on(ALL, account(ARN, TOUCH) + OK).on(calculate(ARN, "01"), CODE + OK), "dev");
        assertThat(found.code()).isEqualTo(AT_30);
        assertThat(found.credential().touch()).isTrue();
        assertThat(notices).containsExactly("touch " + ARN + " after 2", "touched after 3");
    }

    @Test
    void aTouchThatDoesNotComeIsNotTakenBack() {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> code(card().on(ALL, account(ARN, TOUCH) + OK).on(calculate(ARN, "01"), "6982"), "dev"));
        assertThat(e.kind()).isEqualTo(Kind.TOUCH_TIMEOUT);
        assertThat(notices).containsExactly("touch " + ARN + " after 2");
    }

    @Test
    void hotpIsCalculatedWithoutNotice() throws IOException {
        Found found = code(
                card().on(ALL, account("counter", HOTP) + OK).on(calculate("counter", "00"), "7605 06 4C93CF18" + OK),
                "counter");
        assertThat(found.code()).isEqualTo(new Code("755224", AT_59, Instant.MAX));
        assertThat(notices).isEmpty();
    }

    // Only the one that is asked for.
    @Test
    void anotherPeriodIsCalculatedAgain() throws IOException {
        Found found = code(
                card().on(ALL, account("60/dev", CODE) + account("60/prod", CODE) + OK)
                        .on(calculate("60/dev", "00"), "7605 06 4C93CF18" + OK),
                "dev");
        assertThat(found.code()).isEqualTo(new Code("755224", Instant.EPOCH, Instant.ofEpochSecond(60)));
    }

    @Test
    void noneNamesTheNearest() {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> code(card().on(ALL, account(ARN, CODE) + account("prod", CODE) + OK), "dve"));
        assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_ACCOUNT);
        assertThat(e.subject()).isEqualTo("dve");
        OathException near = catchThrowableOfType(
                OathException.class,
                () -> code(card().on(ALL, account(ARN, CODE) + account("prod", CODE) + OK), "prood"));
        assertThat(near.candidates()).containsExactly("prod");
        OathException empty = catchThrowableOfType(OathException.class, () -> code(card().on(ALL, OK), "dev"));
        assertThat(empty).hasMessageContaining("none at all");
    }

    @Test
    void severalAreListed() {
        OathException e = catchThrowableOfType(
                OathException.class,
                () -> code(card().on(ALL, account("dev1", CODE) + account("dev2", TOUCH) + OK), "dev"));
        assertThat(e.kind()).isEqualTo(Kind.AMBIGUOUS);
        assertThat(e.candidates()).containsExactly("dev1", "dev2");
        assertThat(e).hasMessageContaining("2 accounts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The id itself goes before all else.
                "dev | dev, dev2, arn:aws:iam::123456789012:mfa/dev | dev",
                "arn:aws:iam::123456789012:mfa/d | arn:aws:iam::123456789012:mfa/d, arn:aws:iam::123456789012:mfa/dev |"
                        + " arn:aws:iam::123456789012:mfa/d",
                // Then a device's name, in all spellings.
                "dev | dev2, arn:aws:iam::123456789012:mfa/dev | arn:aws:iam::123456789012:mfa/dev",
                "dev | dev2, arn:aws:iam::123456789012:mfa/team/dev | arn:aws:iam::123456789012:mfa/team/dev",
                "dev | dev2, aws/iam/123456789012:dev | aws/iam/123456789012:dev",
                "dev | dev2, me:arn:aws:iam::123456789012:mfa/dev | me:arn:aws:iam::123456789012:mfa/dev",
                "dev | arn:aws:iam::123456789012:mfa/dev, arn:aws:iam::210987654321:mfa/dev |"
                        + " arn:aws:iam::123456789012:mfa/dev, arn:aws:iam::210987654321:mfa/dev",
                // Then any part, in either case.
                "GIT | GitHub:me, gitlab:me, other | GitHub:me, gitlab:me",
                "hub | GitHub:me, gitlab:me | GitHub:me",
                "none | GitHub:me |"
            })
    void matches(String query, String present, String found) {
        List<String> expected = found == null ? List.of() : List.of(found.split(", "));
        assertThat(ids(CodeLookup.match(query, accounts(present.split(", "))).found()))
                .isEqualTo(expected);
    }

    @Test
    void hiddenAccountsAreFoundByTheirIdOnly() {
        List<Credential> accounts = accounts("_hidden:unlock", "_hidden:" + ARN, "other");
        assertThat(CodeLookup.match("unlock", accounts).found()).isEmpty();
        assertThat(CodeLookup.match("unlokc", accounts).nearest()).isEmpty();
        assertThat(CodeLookup.match("dev", accounts).found()).isEmpty();
        assertThat(CodeLookup.match(ARN, accounts).found()).isEmpty();
        assertThat(ids(CodeLookup.match("_hidden:unlock", accounts).found())).containsExactly("_hidden:unlock");
        assertThat(ids(CodeLookup.match("unlock", accounts, true).found())).containsExactly("_hidden:unlock");
        assertThat(ids(CodeLookup.match("dev", accounts, true).found())).containsExactly("_hidden:" + ARN);
    }

    @Test
    void theNearestComesFirstAndThreeAreEnough() {
        assertThat(CodeLookup.match("produktion", accounts("production", "produktiv", "dev", "issuer:produktio"))
                        .nearest())
                .containsExactly("production", "issuer:produktio", "produktiv");
        assertThat(CodeLookup.match("abcx", accounts("abca", "abcb", "abcc", "abcd"))
                        .nearest())
                .hasSize(3);
    }

    @Test
    void only() throws OathException {
        assertThat(CodeLookup.only("dev", accounts("dev", "dev2")).id().text()).isEqualTo("dev");
    }
}
