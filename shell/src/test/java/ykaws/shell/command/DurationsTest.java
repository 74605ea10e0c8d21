package ykaws.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.shell.Failure;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"1h, 3600", "30m, 1800", "900s, 900", "1h30m, 5400", "3600, 3600", "0s, 0"})
    void reads(String text, long seconds) {
        assertThat(Durations.parse(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "1x", "1h30", "-1h", "1.5h", "99999999999h", "1 h"})
    void refuses(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(Failure.class);
    }
}
