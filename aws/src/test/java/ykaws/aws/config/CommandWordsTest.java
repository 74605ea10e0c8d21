package ykaws.aws.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected words are what Python's shlex.split gives. */
class CommandWordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a b  c | a;b;c",
                "'a b' \"c d\" | a b;c d",
                "a'b'\"c\" | abc",
                "a\\ b | a b",
                "\"a\\\"b\\c\\\\d\" | a\"b\\c\\d",
                "'a\\b' | a\\b",
                "a '' b | a;;b",
                "a $HOME ~ | a;$HOME;~",
                "a | a",
                "a&&b | a&&b",
            })
    void onPosix(String text, String words) {
        assertThat(CommandWords.split(text, "Linux")).contains(List.of(words.split(";", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"a 'b", "a \"b", "a\\", "`` ", "`   `"})
    void whatIsNoCommand(String text) {
        assertThat(CommandWords.split(text == null ? "" : text, "Linux")).isEmpty();
    }

    @Test
    void onWindowsABackslashIsALetter() {
        assertThat(CommandWords.split("\"C:\\Program Files\\x.exe\" it's", "Windows 11"))
                .isEqualTo(Optional.of(List.of("C:\\Program Files\\x.exe", "it's")));
    }
}
