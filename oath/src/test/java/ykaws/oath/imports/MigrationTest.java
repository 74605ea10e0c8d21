package ykaws.oath.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathType;

class MigrationTest {
    private static ImportReader reader(String... uris) throws OathException {
        ImportReader reader = new ImportReader();
        for (String uri : uris) {
            reader.add("export", uri.getBytes(StandardCharsets.US_ASCII));
        }
        return reader;
    }

    private static List<String> names(ImportReader reader) {
        return reader.accounts().stream().map(ImportedAccount::name).toList();
    }

    private static ImportedAccount only(byte[] account) throws OathException {
        try (ImportReader reader = reader(Migration.uri(Migration.part(9, 1, 0, account)))) {
            assertThat(reader.accounts()).hasSize(1);
            return reader.accounts().get(0);
        }
    }

    @Test
    void everyFieldOfAnAccount() throws OathException {
        try (ImportReader reader =
                reader(Migration.uri(Migration.part(1, 1, 0, Migration.account("bob", "ACME", 2, 2, 1, 41))))) {
            NewCredential account = reader.accounts().get(0).account();

            assertThat(account).isNotNull();
            assertThat(account.id().text()).isEqualTo("ACME:bob");
            assertThat(account.type()).isEqualTo(OathType.HOTP);
            assertThat(account.algorithm()).isEqualTo(HashAlgorithm.SHA256);
            assertThat(account.digits()).isEqualTo(8);
            assertThat(account.counter()).isEqualTo(41);
            String key = account.key().expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
            assertThat(key).isEqualTo("foobar");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bob, ACME, ACME:bob",
        "ACME:bob, ACME, ACME:bob",
        "ACME: bob, ACME, ACME:bob",
        "Other:bob, ACME, ACME:Other:bob",
        "ACME:bob, '', ACME:bob",
        "bob, '', bob",
        "arn:aws:iam::123456789012:mfa/dev, '', arn:aws:iam::123456789012:mfa/dev",
    })
    void names(String name, String issuer, String id) throws OathException {
        assertThat(only(Migration.account(name, issuer)).name()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "'4,1,2', YubiKeys do not calculate with MD5",
        "'9,1,2', algorithm is unknown",
        "'1,3,2', number of digits is unknown",
        "'1,1,3', of type 'number 3'",
        "'1,1,1,-1', does not fit in 32 bits",
    })
    void whatNoKeyKnowsIsRefusedByName(String numbers, String why) throws OathException {
        int[] fields =
                Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray();

        ImportedAccount refused = only(Migration.account("bob", "ACME", fields));

        assertThat(refused.name()).isEqualTo("ACME:bob");
        assertThat(refused.account()).isNull();
        assertThat(refused.refusal()).contains(why);
    }

    @Test
    void anAccountWithoutASecretOrWithoutANameIsRefused() throws OathException {
        assertThat(only(Migration.message(out -> out.writeString(2, "bob"))).refusal())
                .contains("no secret");
        assertThat(only(Migration.message(out -> out.writeByteArray(1, new byte[8])))
                        .refusal())
                .contains("no name");
    }

    @Test
    void threeCodesInAnyOrderAreOneExport() throws OathException {
        String[] uris = new String[3];
        for (int i = 0; i < 3; i++) {
            uris[i] = Migration.uri(
                    Migration.part(-5, 3, i, Migration.account("a" + i, ""), Migration.account("b" + i, "")));
        }
        try (ImportReader reader = reader(uris[2], uris[0])) {
            assertThat(reader.missing())
                    .containsExactly("2 of 3 codes of a Google Authenticator export seen; missing: number 2");

            reader.add("again", uris[2].getBytes(StandardCharsets.US_ASCII));
            assertThat(reader.notes()).hasSize(1);
            reader.add("last", uris[1].getBytes(StandardCharsets.US_ASCII));

            assertThat(reader.missing()).isEmpty();
            assertThat(names(reader)).containsExactly("a0", "b0", "a1", "b1", "a2", "b2");
        }
    }

    @Test
    void twoExportsAreKeptApart() throws OathException {
        try (ImportReader reader = reader(
                Migration.uri(Migration.part(1, 2, 0, Migration.account("a", ""))),
                Migration.uri(Migration.part(2, 1, 0, Migration.account("b", ""))))) {
            assertThat(reader.missing()).hasSize(1);
            assertThat(names(reader)).containsExactly("a", "b");
        }
    }

    @Test
    void contradictionsAreTold() throws OathException {
        try (ImportReader reader = reader(Migration.uri(Migration.part(1, 2, 0, Migration.account("a", ""))))) {
            for (byte[] other : List.of(
                    Migration.part(1, 2, 0, Migration.account("b", "")),
                    Migration.part(1, 3, 1, Migration.account("b", "")))) {
                assertThatThrownBy(() -> reader.add("x", Migration.uri(other).getBytes(StandardCharsets.US_ASCII)))
                        .isInstanceOf(OathException.class)
                        .hasMessageContaining("claim to be number");
            }
            assertThat(names(reader)).containsExactly("a");
        }
    }

    @Test
    void spellingsOfTheData() throws OathException {
        byte[] message = Migration.part(1, 1, 0, Migration.account("ÿþ~~~???>>>", "ü"));
        String plain = Base64.getEncoder().encodeToString(message);
        String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(message);
        assertThat(plain).matches(".*[+/].*");
        for (String data :
                List.of(plain, urlSafe, plain.replace('+', ' '), plain + "&x=y", plain.replace("=", "%3D"))) {
            try (ImportReader reader = reader("OTPAUTH-migration://offline?source=x&data=" + data)) {
                assertThat(names(reader)).containsExactly("ü:ÿþ~~~???>>>");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otpauth-migration://",
                "otpauth-migration://offline",
                "otpauth-migration://offline?dat=CgA",
                "otpauth-migration://offline?data=C%2",
                "otpauth-migration://offline?data=!!!!",
                "otpauth-migration://offline?data=CgAAA",
                "otpauth-migration://offline?data=AAAA",
                "otpauth-migration://offline?data=C%2BA",
                "otpauth-migration://offline?data=GAEgAQ",
                "otpauth-migration://offline?data=GP////8PIP////8H"
            })
    void damaged(String uri) {
        OathException e = catchThrowableOfType(OathException.class, () -> reader(uri));

        assertThat(e).isNotNull();
        assertThat(e.kind()).isEqualTo(OathException.Kind.INVALID_ARGUMENT);
        assertThat(e.getMessage()).startsWith("export: ");
    }

    @Test
    void everyCutAndEveryMutationIsToldOrRead() {
        byte[] message = Migration.part(
                1, 2, 1, Migration.account("bob", "ACME", 1, 1, 2), Migration.account("x", "", 1, 1, 1, 9));
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            byte[] mutant = Arrays.copyOf(message, i < message.length ? i : message.length);
            for (int n = i < message.length ? 0 : 1 + random.nextInt(3); n > 0; n--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            try (ImportReader reader = reader(Migration.uri(mutant))) {
                assertThat(reader.accounts().size()).isLessThan(10);
            } catch (OathException e) {
                assertThat(e.kind()).isEqualTo(OathException.Kind.INVALID_ARGUMENT);
            }
        }
    }
}
