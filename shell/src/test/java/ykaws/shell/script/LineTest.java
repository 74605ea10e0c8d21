package ykaws.shell.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "code dev|code,dev",
                "  code\t dev  # the rest|code,dev",
                "a#b|a#b",
                "'a b' \"c d\"|a b,c d",
                "a\\ b|a b",
                "\"a\\\"b\"|a\"b",
                "'a\\b'|a\\b",
                "''|~~",
                "x'y'\"z\"|xyz",
                "# only a comment|",
                "$HOME $(id) `id`|$HOME,$(id),`id`",
            })
    void splits(String line, String words) throws LineSyntaxException {
        List<String> expected = words == null ? List.of() : List.of(words.split(",", -1));

        assertThat(Line.parse(line).expand(Map.of())).isEqualTo(expected);
    }

    @Test
    void aVariableIsOneWordWhateverItHolds() throws LineSyntaxException {
        Line line = Line.parse("oath add x ${S} \"<${S}>\" '${S}'");

        assertThat(line.expand(Map.of("S", "a b 'c' # $(d)")))
                .containsExactly("oath", "add", "x", "a b 'c' # $(d)", "<a b 'c' # $(d)>", "${S}");
        assertThat(line.rawWords()).contains("${S}", "<${S}>");
    }

    @Test
    void anEmptyVariableIsAnEmptyWord() throws LineSyntaxException {
        assertThat(Line.parse("a ${E} b").expand(Map.of("E", ""))).containsExactly("a", "", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'open|a single quote is open",
                "\"open|a double quote is open",
                "x\\|a backslash at the end of the line",
                "${|a variable is written ${NAME}",
                "${1x}|a variable is written ${NAME}",
                "${A-B}|a variable is written ${NAME}",
            })
    void refusesWhatIsNoLine(String line, String message) {
        assertThatThrownBy(() -> Line.parse(line))
                .isInstanceOf(LineSyntaxException.class)
                .hasMessage(message);
    }

    @Test
    void anUndefinedVariableIsNamed() throws LineSyntaxException {
        Line line = Line.parse("add ${NO_SUCH}");

        assertThatThrownBy(() -> line.expand(Map.of())).hasMessage("the variable NO_SUCH is not defined");
    }
}
