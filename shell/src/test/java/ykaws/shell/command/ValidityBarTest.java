package ykaws.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.oath.Code;

class ValidityBarTest {
    private static final Code CODE = new Code("123456", Instant.ofEpochSecond(60), Instant.ofEpochSecond(120));

    @ParameterizedTest
    @CsvSource({
        "60000, '##########  60 s'",
        "60001, '##########  60 s'",
        "61000, '##########  59 s'",
        "90000, '#####.....  30 s'",
        "119001, '#.........   1 s'",
        "120000, '..........   0 s'",
        "500000, '..........   0 s'",
        "59000, 'in 1 s'",
        "1, 'in 60 s'"
    })
    void isWhatIsLeftOfTheStep(long millis, String expected) {
        assertThat(ValidityBar.of(CODE, Instant.ofEpochMilli(millis))).isEqualTo(expected);
    }

    @Test
    void aCounterHasNone() {
        assertThat(ValidityBar.of(new Code("123456", Instant.EPOCH, Instant.MAX), Instant.EPOCH))
                .isEmpty();
    }
}
