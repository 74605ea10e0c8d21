package ykaws.aws.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import ykaws.aws.TestSessions;
import ykaws.oath.Secret;

/** The recovery code as people type it. */
class RecoveryCodeTest {
    private static String hex(String code) {
        try (Secret typed = TestSessions.secret(code)) {
            return RecoveryCode.read(typed)
                    .map(key -> key.expose(HexFormat.of()::formatHex))
                    .orElse("none");
        }
    }

    private static String code(byte[] key) {
        return new String(RecoveryCode.write(Secret.copyOf(key)));
    }

    /** Written down once, so that a later version reads the papers of this one. */
    @Test
    void aCodeOnPaper() {
        String paper = code(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));
        assertThat(paper).matches("([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(paper).isEqualTo("000G-40R4-0M30-E209-185G-R38E-1ZXM");
        assertThat(hex(paper)).isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(hex(" " + paper.toLowerCase(java.util.Locale.ROOT).replace('-', ' ') + " "))
                .isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(hex(paper.replace('0', 'o').replace('1', 'l'))).isEqualTo("000102030405060708090a0b0c0d0e0f");
        assertThat(hex(paper + "0")).isEqualTo("none");
        assertThat(hex(paper.substring(1))).isEqualTo("none");
        assertThat(hex("")).isEqualTo("none");
        assertThat(hex("a passphrase of eight common words is no code")).isEqualTo("none");
        assertThat(hex("\u00e9".repeat(14))).isEqualTo("none");
    }

    @Property
    void eachKeyComesBack(@ForAll @Size(16) byte[] key) {
        assertThat(hex(code(key))).isEqualTo(HexFormat.of().formatHex(key));
    }

    /** 12 bits: one wrong character passes in one of 4096 cases, so what it means must not be taken for the key. */
    @Property(tries = 300)
    void aWrongCharacterIsNoticedOrMeansAnotherKey(
            @ForAll @Size(16) byte[] key,
            @ForAll @IntRange(max = 27) int at,
            @ForAll @IntRange(min = 1, max = 31) int by) {
        String alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        char[] code = code(key).replace("-", "").toCharArray();
        code[at] = alphabet.charAt((alphabet.indexOf(code[at]) + by) % 32);
        assertThat(hex(new String(code))).isNotEqualTo(HexFormat.of().formatHex(key));
    }

    @Property
    void anyTextIsACodeOrNone(@ForAll String text) {
        hex(text);
    }
}
