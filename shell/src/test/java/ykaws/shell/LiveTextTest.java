package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTextTest {
    private final LiveText text = new LiveText();

    @Test
    void linesStandWhereTheFormerOnesStood() {
        assertThat(text.redraw(List.of("a", "b"), 10, 20)).isEqualTo("\ra\033[K\r\nb\033[K\r\n\033[J");
        assertThat(text.redraw(List.of("c"), 10, 20)).isEqualTo("\r\033[2Ac\033[K\r\n\033[J");
        assertThat(text.erase()).isEqualTo("\r\033[1A\033[J");
        assertThat(text.erase()).isEqualTo("\r\033[J");
    }

    @Test
    void neitherLongLinesNorManyScrollTheTerminal() {
        assertThat(text.redraw(List.of("0123456789"), 10, 6))
                .contains("01234\033")
                .doesNotContain("5");

        String many = text.redraw(Collections.nCopies(30, "x"), 10, 40);

        assertThat(many.split("\r\n", -1)).hasSize(10);
        assertThat(many).contains("(22 more lines");
    }

    @Test
    void foreignTextStaysText() {
        assertThat(text.redraw(List.of("\033]52;c;x\007"), 10, 80)).contains("\\u{1b}]52;c;x\\u{7}");
    }

    @Test
    void theClipboardGetsBase64() {
        assertThat(LiveText.toClipboard("123456")).isEqualTo("\033]52;c;MTIzNDU2\007");
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "Émile, 5",
        "E\u0301, 1",
        "日本, 4",
        "ｱ, 1",
        "한국, 4",
        "👍, 2",
        "🇨🇭, 2",
        "a\u200Bb, 2",
        "𠀀, 2",
        "€, 1"
    })
    void widthsAreThoseOfTerminals(String shown, int columns) {
        assertThat(DisplayWidth.of(shown)).isEqualTo(columns);
    }

    @Test
    void aWideLetterIsNotCutInHalf() {
        assertThat(DisplayWidth.fit("日本語", 5)).isEqualTo("日本");
        assertThat(DisplayWidth.fit("日本語", 6)).isEqualTo("日本語");
    }
}
