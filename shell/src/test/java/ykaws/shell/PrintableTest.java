package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "27, \\u{1b}",
        "10, \\u{a}",
        "13, \\u{d}",
        "127, \\u{7f}",
        "155, \\u{9b}",
        "8238, \\u{202e}",
        "8297, \\u{2069}",
        "8206, \\u{200e}",
        "8232, \\u{2028}"
    })
    void controlsAreShownNotSent(int codePoint, String shown) {
        assertThat(Printable.of("a" + (char) codePoint + "b")).isEqualTo("a" + shown + "b");
    }

    @ParameterizedTest
    @CsvSource({"plain", "'ü 日本 🔑'", "'$(x) \"y\"'"})
    void otherTextStaysAsItIs(String text) {
        assertThat(Printable.of(text)).isSameAs(text);
    }
}
