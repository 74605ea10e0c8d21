package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AwsException;
import ykaws.aws.Partition;
import ykaws.aws.fake.TestClock;

class AwsClockTest {
    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private final List<String> told = new ArrayList<>();

    private AwsClock open() {
        return AwsClock.at(
                temp.resolve("state/aws-clock"), clock, (partition, ahead) -> told.add(partition + " " + ahead));
    }

    private void hear(AwsClock own, long seconds) {
        own.heard(Partition.AWS, TestClock.START.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "-2, 0", "90, 90500", "-90, -89500", "299, 299500", "301, 0", "-4000, 0"})
    void whatIsCorrected(long heard, long corrected) {
        AwsClock own = open();

        hear(own, heard);

        assertThat(own.in(Partition.AWS).instant()).isEqualTo(TestClock.START.plusMillis(corrected));
        assertThat(own.instant()).isEqualTo(TestClock.START);
        assertThat(own.in(Partition.CHINA).instant()).isEqualTo(TestClock.START);
    }

    @Test
    void theNextProcessKnows() throws IOException {
        hear(open(), 90);

        assertThat(open().in(Partition.AWS).offset()).isEqualTo(Duration.ofMillis(90_500));
        assertThat(open().known(Partition.AWS).orElseThrow().at()).isEqualTo(TestClock.START);
        assertThat(temp.resolve("state/aws-clock"))
                .content()
                .isEqualTo("aws 90500 " + TestClock.START.getEpochSecond() + "\n");
        clock.pass(Duration.ofHours(25));
        assertThat(open().in(Partition.AWS).offset()).isZero();
    }

    @Test
    void aClockThatIsOffByMoreThanHalfAMinuteIsToldOnce() {
        AwsClock own = open();
        hear(own, 29);
        assertThat(told).isEmpty();

        hear(own, 47);
        hear(own, 48);

        assertThat(told).containsExactly("AWS PT47.5S");
    }

    @Test
    void aClockThatIsFarOffIsRefusedWithBothTimes() throws IOException {
        AwsClock own = open();
        hear(own, 600);

        AwsException e = catchThrowableOfType(
                AwsException.class, () -> own.in(Partition.AWS).require("iam:EnableMFADevice"));

        assertThat(e.kind()).isEqualTo(AwsException.Kind.CLOCK_SKEW);
        assertThat(e).hasMessageContaining(TestClock.START.toString()).hasMessageContaining("2026-09-21T14:23:40Z");
        // What an earlier process measured says nothing of today.
        assertThatCode(() -> open().in(Partition.AWS).require("iam:EnableMFADevice"))
                .doesNotThrowAnyException();
    }

    @Test
    void aDamagedFileIsNoOffset() throws IOException {
        Path file = Files.createDirectories(temp.resolve("state")).resolve("aws-clock");
        Files.writeString(file, "aws 90000\naws x y\n\0\n");

        assertThat(open().in(Partition.AWS).offset()).isZero();
        hear(open(), 60);
        assertThat(open().in(Partition.AWS).offset()).isEqualTo(Duration.ofMillis(60_500));
    }
}
