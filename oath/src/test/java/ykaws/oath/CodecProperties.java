package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for every value of the pure codecs. */
class CodecProperties {
    @Property
    void base32ReadsWhatItWrote(@ForAll @Size(min = 1) byte[] bytes) throws OathException {
        assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
        assertThat(Base32.encodeToChars(bytes))
                .containsExactly(Base32.encode(bytes).toCharArray());
    }

    @Property
    void base32OfAnyTextIsBytesOrAnErrorThatDoesNotRepeatIt(@ForAll String text) {
        try {
            Base32.decode(text);
        } catch (OathException e) {
            assertThat(e.kind()).isEqualTo(OathException.Kind.INVALID_SECRET);
            assertThat(text.length() < 8 || !e.getMessage().contains(text)).isTrue();
        }
    }

    @Property
    void aNameOfAnyBytesIsFoundAgain(@ForAll @Size(max = 64) byte[] name) {
        assertThat(IdText.encode(IdText.decode(name))).isEqualTo(name);
        for (OathType type : OathType.values()) {
            if (name.length > 0) {
                assertThat(CredentialId.parse(IdText.decode(name), type).toBytes())
                        .isEqualTo(name);
            }
        }
    }

    @Property
    void whatMayBeStoredIsReadBackAsItself(@ForAll("ids") CredentialId id) {
        try {
            id.requireStorable();
        } catch (OathException e) {
            assertThat(e.kind()).isEqualTo(OathException.Kind.INVALID_NAME);
            return;
        }
        CredentialId again = CredentialId.parse(id.text(), id.type());
        assertThat(again.period()).isEqualTo(id.period());
        assertThat(again.text()).isEqualTo(id.text());
        assertThat(id.toBytes().length).isBetween(1, CredentialId.MAX_BYTES);
    }

    @Property
    void aUriReadsWhatItWrote(@ForAll("accounts") NewCredential account) throws OathException {
        try (account;
                Secret uri = OtpauthUri.format(account);
                NewCredential again =
                        OtpauthUri.parse(uri.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII)))) {
            assertThat(again.id().text()).isEqualTo(account.id().text());
            assertThat(again.key().matches(account.key())).isTrue();
            assertThat(again.algorithm()).isEqualTo(account.algorithm());
            assertThat(again.digits()).isEqualTo(account.digits());
            assertThat(again.counter()).isEqualTo(account.counter());
        }
    }

    @Property
    void anyTextIsAUriOrATypedError(@ForAll("uriLike") String text) {
        try {
            OtpauthUri.parse(CharBuffer.wrap(text)).close();
        } catch (OathException e) {
            assertThat(e.kind()).isIn(OathException.Kind.INVALID_ARGUMENT, OathException.Kind.INVALID_SECRET);
        }
    }

    @Property
    void aCodeHasItsDigitsAndHoldsForItsStep(
            @ForAll @Size(min = 2, max = 100) byte[] key,
            @ForAll @IntRange(min = 6, max = 8) int digits,
            @ForAll @IntRange(min = 1, max = 3600) int period,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long time) {
        long step = Totp.step(Instant.ofEpochSecond(time), period);
        assertThat(step * period).isLessThanOrEqualTo(time);
        assertThat((step + 1) * period).isGreaterThan(time);
        try (Secret secret = Secret.copyOf(key)) {
            for (HashAlgorithm algorithm : HashAlgorithm.values()) {
                assertThat(Totp.code(secret, algorithm, digits, step)).matches("[0-9]{" + digits + "}");
            }
        }
    }

    @Property
    void anArnReadsWhatItWrote(@ForAll("arnLike") String text) {
        MfaArn.parse(text).ifPresent(arn -> {
            assertThat(arn.text()).isEqualTo(text);
            for (CredentialId spelling : arn.spellings()) {
                assertThat(arn.names(CredentialId.of(spelling.text()))).isTrue();
            }
        });
    }

    @Property
    void aStringOfDigitsAndASlashIsNeverMistaken(@ForAll @IntRange(min = 0, max = 100_000) int number) {
        CredentialId id = CredentialId.of(number + "/x");
        Assume.that(number != CredentialId.DEFAULT_PERIOD && number != 0);
        assertThat(id.period()).isEqualTo(number);
        assertThat(id.text()).isEqualTo(number + "/x");
    }

    @Provide
    Arbitrary<CredentialId> ids() {
        Arbitrary<String> text = names();
        return Combinators.combine(
                        text.injectNull(0.3),
                        text,
                        Arbitraries.of(OathType.values()),
                        Arbitraries.of(15, 30, 60, 90, 86400))
                .as(CredentialId::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings().withChars("a:/0369 .@é日\uD83D\uDE00").ofMaxLength(20),
                Arbitraries.of("arn:aws:iam::123456789012:mfa/dev", "60/x", "0/x", ":x", "x:", "x:y", "Steam"));
    }

    @Provide
    Arbitrary<NewCredential> accounts() {
        return Combinators.combine(
                        ids().filter(CodecProperties::storable),
                        Arbitraries.bytes().array(byte[].class).ofMinSize(2).ofMaxSize(64),
                        Arbitraries.of(HashAlgorithm.values()),
                        Arbitraries.integers().between(6, 8),
                        Arbitraries.integers())
                .as(CodecProperties::account);
    }

    private static boolean storable(CredentialId id) {
        try {
            id.requireStorable();
            // In a URI's label a colon separates, and blanks beside it are layout.
            String name = id.name();
            return name.equals(name.strip())
                    && (id.issuer() != null || name.indexOf(':') < 0)
                    && (id.issuer() == null || id.issuer().equals(id.issuer().strip()));
        } catch (OathException e) {
            return false;
        }
    }

    private static NewCredential account(
            CredentialId id, byte[] key, HashAlgorithm algorithm, int digits, int counter) {
        try {
            return NewCredential.builder(id, Secret.copyOf(key))
                    .algorithm(algorithm)
                    .digits(digits)
                    .counter(id.type() == OathType.HOTP ? counter : 0)
                    .build();
        } catch (OathException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<String> uriLike() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.of(
                        "otpauth://",
                        "totp",
                        "hotp",
                        "/",
                        "?",
                        "&",
                        "=",
                        "%",
                        "%C3%A9",
                        "%zz",
                        ":",
                        "secret",
                        "issuer",
                        "JBSWY3DPEHPK3PXP",
                        "digits",
                        "99999999999",
                        "-1",
                        "period",
                        "algorithm",
                        "SHA1",
                        "counter"),
                Arbitraries.strings().ofMaxLength(5));
        return part.list().ofMaxSize(15).map(parts -> "otpauth://totp/" + String.join("", parts));
    }

    @Provide
    Arbitrary<String> arnLike() {
        return Combinators.combine(
                        Arbitraries.of("aws", "aws-cn", "aws-us-gov", "aws-eusc", "", "x y"),
                        Arbitraries.strings().numeric().ofMinLength(11).ofMaxLength(13),
                        Arbitraries.strings().withChars("ab/_+=,.@-:").ofMaxLength(70))
                .as((partition, account, name) -> "arn:" + partition + ":iam::" + account + ":mfa/" + name);
    }
}
