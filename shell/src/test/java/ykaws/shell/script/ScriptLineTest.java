package ykaws.shell.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptLineTest {
    private static final Map<String, String> VARIABLES = Map.of("WHO", "two words", "A", "1");

    @Test
    void aPlainCommandIsExpectedToSucceed() throws LineSyntaxException {
        ScriptLine line = ScriptLine.parse("code ${WHO} # a comment");
        assertThat(line.command(VARIABLES)).containsExactly("code", "two words");
        assertThat(line.expects(0)).isTrue();
        assertThat(line.expects(5)).isFalse();
        assertThat(line.runsAfter(7)).isTrue();
        assertThat(line.variable()).isNull();
    }

    @Test
    void prefixesAreNoPartOfTheCommand() throws LineSyntaxException {
        ScriptLine line = ScriptLine.parse("on 5 6: expect 0 7: enroll \"${WHO}\" --tag a:b");
        assertThat(line.command(VARIABLES)).containsExactly("enroll", "two words", "--tag", "a:b");
        assertThat(line.runsAfter(5)).isTrue();
        assertThat(line.runsAfter(6)).isTrue();
        assertThat(line.runsAfter(0)).isFalse();
        assertThat(line.expects(0)).isTrue();
        assertThat(line.expects(7)).isTrue();
        assertThat(line.expects(5)).isFalse();
        assertThat(ScriptLine.parse("expect 5: code x").expects(0)).isFalse();
    }

    @Test
    void aVariableIsSetToOneText() throws LineSyntaxException {
        assertThat(ScriptLine.parse("NAME=value").variable()).isEqualTo("NAME");
        assertThat(ScriptLine.parse("NAME=value").value(VARIABLES)).isEqualTo("value");
        assertThat(ScriptLine.parse("NAME=").value(VARIABLES)).isEmpty();
        assertThat(ScriptLine.parse("NAME=\"${WHO} and ${A}=b\"").value(VARIABLES))
                .isEqualTo("two words and 1=b");
        assertThat(ScriptLine.parse("2=x").variable()).isNull();
        assertThat(ScriptLine.parse("${A}=x").variable()).isNull();
        assertThat(ScriptLine.parse("# NAME=x").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            expect 5 code x      | 'expect' is written: expect CODE…: COMMAND
            expect : code x      | '' is no exit code
            expect five: code x  | 'five' is no exit code
            expect 256: code x   | '256' is no exit code
            expect 0 130: code x | an interrupt (130) ends the script; it can't be waited for
            on ${A}: code x      | '${A}' is no exit code
            on 5:                | the command is missing
            A=1 code x           | NAME=value stands alone on its line; a value with blanks is quoted
            """)
    void tellsWhatIsWrong(String text, String message) {
        assertThat(catchThrowableOfType(LineSyntaxException.class, () -> ScriptLine.parse(text)))
                .hasMessage(message);
    }

    @Test
    void whatAVariableHoldsIsNoPrefix() throws LineSyntaxException {
        assertThat(ScriptLine.parse("${A} 5: code").runsAfter(0)).isTrue();
    }
}
