package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.AwsException;

/** A computer whose clock is not AWS's. */
class SkewTest extends SessionsFixture {
    @BeforeEach
    void listen() {
        aws.dates = awsClock;
    }

    @ParameterizedTest
    @ValueSource(longs = {-290, -90, -65, 65, 90, 290})
    void aRefusalTeachesTheTimeAndTheNextCodeIsRight(long seconds) throws IOException {
        aws.ahead = Duration.ofSeconds(seconds);

        get(token());

        assertThat(touchedFor).containsExactly(step(), (clock.instant().getEpochSecond() + seconds) / 30);
        assertThat(aws.count("GetSessionToken")).isEqualTo(2);
        assertThat(waits).isEmpty();
    }

    @Test
    void onceItIsKnownOneTouchIsEnough() throws IOException {
        aws.ahead = Duration.ofSeconds(90);
        get(token());
        touchedFor.clear();

        get(primed("Open"));

        assertThat(touchedFor).hasSize(1);
    }

    /** Both ends of a session's age are told by AWS's clock, so that a young one is not taken for an old one. */
    @Test
    void aSessionsAgeIsThatOfAwssClock() throws IOException {
        aws.ahead = Duration.ofSeconds(-290);
        get(primed("One"));
        touchedFor.clear();
        aws.maxMfaAge = Duration.ZERO;

        assertThat(catchThrowableOfType(AwsException.class, () -> get(primed("Two")))
                        .kind())
                .isEqualTo(AwsException.Kind.DENIED);

        assertThat(touchedFor).as("a session that was just made").isEmpty();
    }

    @Test
    void withoutAnOffsetToBlameTheRefusalStands() {
        codes = (serial, step) -> "000000";

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e.kind()).isEqualTo(AwsException.Kind.INVALID_MFA_CODE);
        assertThat(aws.count("GetSessionToken")).isEqualTo(1);
    }

    @Test
    void aWrongSeedIsNotTriedForEverWithAWrongClock() {
        aws.ahead = Duration.ofSeconds(90);
        codes = (serial, step) -> "000000";

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e.kind()).isEqualTo(AwsException.Kind.INVALID_MFA_CODE);
        assertThat(aws.count("GetSessionToken")).isEqualTo(2);
    }

    @Test
    void minutesMoreThanFiveAreRefused() {
        aws.ahead = Duration.ofSeconds(400);

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e.kind()).isEqualTo(AwsException.Kind.CLOCK_SKEW);
    }
}
