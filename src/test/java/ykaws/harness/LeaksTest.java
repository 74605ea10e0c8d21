package ykaws.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for secrets finds them: else all tests that rely on it would prove nothing. */
class LeaksTest {
    private static final String SECRET = "wJalr/K7MDENG+bPx";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=wJalr/K7MDENG+bPx;",
                "774a616c722f4b374d44454e472b625078",
                "774A616C722F4B374D44454E472B625078",
                "d0phbHIvSzdNREVORytiUHg=",
                "Base64 of x before it: eHdKYWxyL0s3TURFTkcrYlB4",
                "Base64 of xy before it: eHl3SmFsci9LN01ERU5HK2JQeA==",
                "O5FGC3DSF5FTOTKEIVHEOK3CKB4A====",
                "o5fgc3dsf5ftotkeivheok3ckb4a",
                "Base32 of x before it: PB3UUYLMOIXUWN2NIRCU4RZLMJIHQ===",
                "key=wJalr%2FK7MDENG%2BbPx&x=1",
            })
    void findsTheSecretInEachForm(String text) {
        assertThat(Leaks.of(SECRET).in(text.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
    }

    @Test
    void findsTheBytesOfABase32Secret() {
        byte[] raw = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(Leaks.ofBase32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
                .allSatisfy(leaks -> assertThat(
                                leaks.in("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".getBytes(StandardCharsets.US_ASCII)))
                        .isNotEmpty())
                .anySatisfy(leaks -> assertThat(leaks.in(raw)).contains("raw"));
    }

    @Test
    void findsNothingWhereItIsNot() {
        assertThat(Leaks.of(SECRET).in("wJalr/K7MDENG+bP".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void searchesContentsAndNamesOfFiles(@TempDir Path folder) throws IOException {
        Leaks leaks = Leaks.of(SECRET);
        leaks.absentUnder(folder, file -> false);

        Path file = Files.writeString(folder.resolve("log"), "x" + SECRET);
        assertThatThrownBy(() -> leaks.absentUnder(folder, other -> false)).hasMessageContaining("log");
        leaks.absentUnder(folder, file::equals);

        Files.createDirectory(folder.resolve("774a616c722f4b374d44454e472b625078"));
        assertThatThrownBy(() -> leaks.absentUnder(folder, file::equals)).hasMessageContaining("hex");
    }
}
