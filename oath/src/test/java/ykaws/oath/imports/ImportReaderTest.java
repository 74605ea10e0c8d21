package ykaws.oath.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;

class ImportReaderTest {
    private static final String AEGIS = """
            {"version": 1, "header": {"slots": null, "params": null}, "db": {"version": 3, "entries": [
              {"type": "totp", "uuid": "u", "name": "bob", "issuer": "ACME", "note": "", "icon": "AAAA", "favorite": false,
               "info": {"secret": "MZXW6YTBOI", "algo": "SHA256", "digits": 8, "period": 60}},
              {"type": "hotp", "name": "counted", "issuer": "", "info": {"secret": "MZXW6YTBOI", "algo": "SHA1", "digits": 6, "counter": 3}},
              {"type": "steam", "name": "gamer", "issuer": "Valve", "info": {"secret": "MZXW6YTBOI", "algo": "SHA1", "digits": 5, "period": 30}},
              {"type": "yandex", "name": "ya", "issuer": "Yandex", "info": {"secret": "MZXW6YTBOI", "pin": "1"}},
              {"type": "totp", "name": "md", "issuer": "Five", "info": {"secret": "MZXW6YTBOI", "algo": "MD5", "digits": 6, "period": 30}},
              {"type": "totp", "name": "bad", "issuer": "", "info": {"secret": "M1", "algo": "SHA1", "digits": 6, "period": 30}}],
             "groups": []}}
            """;

    private static final String TWO_FAS = """
            {"services": [
              {"name": "ACME", "secret": "mzxw 6ytb oi", "updatedAt": 1, "otp": {"label": "ACME:bob", "account": "bob",
               "issuer": "ACME", "digits": 7, "period": 15, "algorithm": "SHA512", "counter": 0, "tokenType": "TOTP", "source": "Link"},
               "order": {"position": 0}, "icon": {"selected": "Label"}},
              {"name": "By hand", "secret": "MZXW6YTBOI", "otp": {"tokenType": "TOTP", "source": "Manual"}},
              {"name": "Half", "secret": "MZXW6YTBOI", "otp": {"account": "me", "tokenType": "HOTP", "counter": 12}},
              {"name": "Steam", "secret": "MZXW6YTBOI", "otp": {"account": "gamer", "issuer": "Steam", "digits": 5, "tokenType": "STEAM"}}],
             "groups": [], "schemaVersion": 4, "servicesEncrypted": ""}
            """;

    private final ImportReader reader = new ImportReader();

    private List<String> read(String text) throws OathException {
        reader.add("file", text.getBytes(StandardCharsets.UTF_8));
        return reader.accounts().stream()
                .map(each -> each.name() + (each.refusal() == null ? "" : " -"))
                .toList();
    }

    private String refusal(byte[] content) {
        OathException e = catchThrowableOfType(OathException.class, () -> reader.add("file", content));
        assertThat(e.kind()).isEqualTo(OathException.Kind.INVALID_ARGUMENT);
        assertThat(e.getMessage()).startsWith("file: ").doesNotContain("MZXW");
        return e.getMessage();
    }

    private String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String facts(NewCredential account) {
        return account.id() + " " + account.type() + " " + account.algorithm() + " " + account.digits() + " "
                + account.counter();
    }

    @Test
    void aegis() throws OathException {
        assertThat(read(AEGIS))
                .containsExactly("60/ACME:bob", "counted", "Steam:gamer", "Yandex:ya -", "Five:md -", "bad -");
        assertThat(reader.accounts().stream()
                        .filter(each -> each.account() != null)
                        .map(each -> facts(each.account())))
                .containsExactly("60/ACME:bob TOTP SHA256 8 0", "counted HOTP SHA1 6 3", "Steam:gamer TOTP SHA1 6 0");
        assertThat(reader.accounts().get(3).refusal()).contains("'yandex'");
        assertThat(reader.accounts().get(4).refusal()).contains("MD5");
        assertThat(reader.accounts().get(5).refusal()).contains("not Base32").doesNotContain("M1");
    }

    @Test
    void twoFas() throws OathException {
        assertThat(read(TWO_FAS)).containsExactly("15/ACME:bob", "By hand", "Half:me", "Steam:gamer");
        assertThat(reader.accounts().stream().map(each -> facts(each.account())))
                .containsExactly(
                        "15/ACME:bob TOTP SHA512 7 0",
                        "By hand TOTP SHA1 6 0",
                        "Half:me HOTP SHA1 6 12",
                        "Steam:gamer TOTP SHA1 6 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":1,\"header\":{\"slots\":[]},\"db\":\"MZXW6YTBOI\"} | Aegis export is encrypted",
                "{\"services\":[],\"servicesEncrypted\":\"MZXW6:YTBOI\"} | 2FAS export is encrypted",
                "{\"items\":[{\"login\":{\"totp\":\"MZXW6YTBOI\"}}]} | another program than Aegis or 2FAS",
                "[1, 2] | another program than Aegis or 2FAS",
                "{\"db\": {\"entries\": [{\"info\": {\"secret\": \"MZXW6YTBOI | JSON is damaged in line 1",
                "{\"db\": {\"entries\": [MZXW6YTBOI]}} | JSON is damaged in line 1",
                "{\"db\": 7} | another program than Aegis or 2FAS",
            })
    void otherJson(String json, String why) {
        assertThat(refusal(json)).contains(why);
    }

    @Test
    void deepJsonIsDamagedJson() {
        assertThat(refusal("{\"x\":" + "[".repeat(100_000))).contains("JSON is damaged");
        assertThat(refusal("{\"db\":{\"entries\":[{\"info\":{\"digits\":" + "9".repeat(5000) + "}}]}}"))
                .contains("JSON is damaged");
    }

    @Test
    void numbersOfAnySize() throws OathException {
        String entry = "{\"name\":\"x\",\"info\":{\"secret\":\"MZXW6YTBOI\",%s}}";
        String json = "{\"db\":{\"entries\":["
                + String.join(
                        ",",
                        entry.formatted("\"digits\":99999999999999999999"),
                        entry.formatted("\"period\":-1"),
                        entry.formatted("\"period\":0"),
                        entry.formatted("\"digits\":-6"))
                + ",7,[{}],null]}}";

        assertThat(read(json)).containsExactly("x", "x -", "x -", "x");
        assertThat(reader.accounts().get(0).account().digits()).isGreaterThan(8);
        assertThat(reader.accounts().get(3).account().digits()).isZero();
    }

    @Test
    void linesOfText() throws OathException {
        assertThat(read("\uFEFF# from somewhere\r\n\r\n  otpauth://totp/a?secret=MZXW6YTBOI \r\n"
                        + "otpauth://totp/b?secret=MZXW6YTBOI&algorithm=MD5\notpauth://hotp/c?secret=MZXW6YTBOI"))
                .containsExactly("a", "line 4 -", "c");
        assertThat(reader.accounts().get(1).refusal()).contains("unknown algorithm");
    }

    @Test
    void whatIsNoneOfThese() {
        assertThat(refusal("")).contains("nothing in it");
        assertThat(refusal("# only a comment\n")).contains("nothing in it");
        assertThat(refusal("otpauth://totp/a?secret=MZXW6YTBOI\nMZXW6YTBOI\n"))
                .contains("line 2 is no otpauth URI", "Google Authenticator", "Aegis", "2FAS", "PNG or JPEG");
        assertThat(refusal(new byte[] {'P', 'K', 3, 4, (byte) 0xFF, (byte) 0xFE}))
                .contains("neither text nor a PNG or JPEG picture");
    }

    @Test
    void aThousandAreEnough() {
        assertThat(refusal("otpauth://totp/a?secret=MZXW6YTBOI\n".repeat(1001))).contains("more than 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otpauth://totp/x", "OTPAUTH-MIGRATION://offline?data=x"})
    void uris(String word) {
        assertThat(ImportReader.isUri(word)).isTrue();
        assertThat(ImportReader.isUri("x" + word)).isFalse();
    }

    @Test
    void closingWipes() throws OathException {
        read("otpauth://totp/a?secret=MZXW6YTBOI");
        ImportedAccount account = reader.accounts().get(0);
        reader.close();
        assertThat(account.account().key().length()).isZero();
    }
}
