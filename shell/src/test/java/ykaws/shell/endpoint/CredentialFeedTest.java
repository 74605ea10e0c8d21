package ykaws.shell.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import ykaws.aws.SessionCredentials;

/** When credentials are renewed and what those get who ask meanwhile; all clocks are the test's. */
class CredentialFeedTest {
    private final FakeSupply supply = new FakeSupply();
    private final AtomicInteger calls = new AtomicInteger();
    private CredentialFeed feed = feed();

    private CredentialFeed feed() {
        return new CredentialFeed(supply, supply.clocks(), calls::incrementAndGet);
    }

    /** What a request gets at this moment: an access key id, or a message. */
    private String asked() {
        CredentialFeed.Offer offer = feed.offer(Duration.ZERO);
        try (SessionCredentials credentials = offer.credentials()) {
            return credentials == null ? offer.message() : credentials.accessKeyId();
        }
    }

    private void look() {
        if (feed.isWanted()) {
            feed.refresh();
        }
    }

    @Test
    void lazyOnesAreFetchedWhenTheFirstRequestComes() {
        look();
        assertThat(supply.asked).isEmpty();

        assertThat(asked()).isEqualTo("new credentials are being fetched, which may take a touch of the key");
        assertThat(calls).hasValue(1);
        look();
        assertThat(asked()).isEqualTo("ASIA1");
    }

    @Test
    void theyAreRenewedTwentyMinutesAheadWithoutAnyRequest() throws IOException {
        feed.fetch(supply);
        supply.pass(Duration.ofMinutes(40));
        look();
        assertThat(supply.asked).hasSize(1);

        supply.pass(Duration.ofSeconds(1));
        look();
        assertThat(supply.asked).hasSize(2).containsOnly(Duration.ofMinutes(20));
        assertThat(asked()).isEqualTo("ASIA2");
    }

    @Test
    void shortOnesAreRenewedAtHalfTime() throws IOException {
        supply.lasting(Duration.ofMinutes(15));
        feed = feed();
        feed.fetch(supply);
        supply.pass(Duration.ofMinutes(7));
        look();
        assertThat(supply.asked).containsExactly(Duration.ofSeconds(450));
        supply.pass(Duration.ofMinutes(1));
        look();
        assertThat(supply.asked).hasSize(2);
    }

    @Test
    void anIgnoredTouchIsNotAskedForAgainBeforeARequestComes() throws IOException {
        feed.fetch(supply);
        supply.pass(Duration.ofMinutes(41));
        supply.failure = new IOException("nobody touched the key");
        look();
        assertThat(supply.asked).hasSize(2);
        for (int minute = 0; minute < 15; minute++) {
            supply.pass(Duration.ofMinutes(1));
            look();
        }
        assertThat(supply.asked).hasSize(2);

        // The old ones hold: they are given at once, and the touch is asked for in the background.
        assertThat(asked()).isEqualTo("ASIA1");
        assertThat(asked()).isEqualTo("ASIA1");
        look();
        assertThat(supply.asked).hasSize(3);
        assertThat(asked()).isEqualTo("ASIA1");
        look();
        assertThat(supply.asked).as("two minutes' rest").hasSize(3);

        supply.pass(Duration.ofMinutes(10));
        assertThat(asked()).startsWith("explained: nobody touched the key; new credentials are being fetched");
        look();
        assertThat(supply.asked).hasSize(4);
        assertThat(asked()).startsWith("explained: nobody touched the key");

        supply.failure = null;
        supply.pass(Duration.ofSeconds(31));
        asked();
        look();
        assertThat(asked()).isEqualTo("ASIA5");
    }

    /** As a program does that polls, with a key that waits in vain for 15 s each time. */
    @Test
    void whoHasLeftAProgramThatPollsFindsNoKeyThatBlinkedAllTheTime() throws IOException {
        feed.fetch(supply);
        supply.failure = new IOException("nobody touched the key");
        supply.pass(Duration.ofMinutes(61));
        List<Long> tried = new ArrayList<>();
        for (int seconds = 0; seconds < 3600; seconds += 5) {
            asked();
            if (feed.isWanted()) {
                tried.add((long) seconds);
                supply.pass(Duration.ofSeconds(15));
                seconds += 15;
                feed.refresh();
            } else {
                assertThat(asked()).matches("explained: nobody touched the key; not tried again for \\d+ s");
            }
            supply.pass(Duration.ofSeconds(5));
        }
        // At once, at the next request, then after 15 s, 30 s, a minute, two minutes, and so on.
        assertThat(tried.subList(0, 6)).containsExactly(0L, 20L, 50L, 95L, 170L, 305L);
        assertThat(tried).hasSizeLessThan(32);

        supply.failure = null;
        supply.pass(Duration.ofMinutes(2));
        asked();
        look();
        assertThat(asked()).startsWith("ASIA");
    }

    @Test
    void anErrorOfTheProgramItselfIsATroubleLikeAnother() {
        CredentialSupply broken = new CredentialSupply() {
            @Override
            public SessionCredentials get(Duration minLeft) {
                throw new NoClassDefFoundError("software/amazon/awssdk/Gone");
            }

            @Override
            public Duration duration() {
                return supply.duration();
            }

            @Override
            public String explain(Throwable failure) {
                return supply.explain(failure);
            }
        };
        feed = new CredentialFeed(broken, supply.clocks(), calls::incrementAndGet);
        asked();
        look();
        assertThat(asked()).startsWith("explained: software/amazon/awssdk/Gone");
    }

    @Test
    void aFetchThatIsGivenUpForTheEndIsNobodysTrouble() {
        AtomicInteger explained = new AtomicInteger();
        CredentialSupply interrupted = new CredentialSupply() {
            @Override
            public SessionCredentials get(Duration minLeft) throws IOException {
                feed.close();
                throw new InterruptedIOException();
            }

            @Override
            public Duration duration() {
                return supply.duration();
            }

            @Override
            public String explain(Throwable failure) {
                return "explained " + explained.incrementAndGet();
            }
        };
        feed = new CredentialFeed(interrupted, supply.clocks(), calls::incrementAndGet);
        asked();
        look();
        assertThat(explained).hasValue(0);
    }

    @Test
    void requestsMeanwhileOrderOneRefresh() {
        for (int i = 0; i < 50; i++) {
            asked();
        }
        assertThat(calls).hasValue(1);
        look();
        look();
        assertThat(supply.asked).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackGivesNothingThatIsOver() throws IOException {
        feed.fetch(supply);
        supply.set(Duration.ofHours(-5));
        supply.pass(Duration.ofMinutes(39));
        look();
        assertThat(asked()).isEqualTo("ASIA1");
        assertThat(supply.asked).hasSize(1);
        supply.pass(Duration.ofMinutes(2));
        look();
        assertThat(supply.asked).hasSize(2);
        // Those made by the wrong clock are not taken for six hours' worth either.
        supply.pass(Duration.ofMinutes(41));
        look();
        assertThat(supply.asked).hasSize(3);
        supply.pass(Duration.ofMinutes(61));
        assertThat(asked()).contains("being fetched");
    }

    @Test
    void aClockThatIsSetForwardCostsOneRenewalNotOneAtEachLook() throws IOException {
        feed.fetch(supply);
        supply.set(Duration.ofHours(5));
        look();
        assertThat(supply.asked).hasSize(2);
        look();
        look();
        assertThat(asked()).isEqualTo("ASIA2");
        assertThat(supply.asked).hasSize(2);
        supply.set(Duration.ofHours(-5));
        supply.pass(Duration.ofMinutes(41));
        look();
        assertThat(supply.asked).hasSize(3);
    }

    @Test
    void aNightsSleepIsNoticed() throws IOException {
        feed.fetch(supply);
        supply.sleep(Duration.ofHours(9));
        assertThat(asked()).contains("being fetched");
        look();
        assertThat(asked()).isEqualTo("ASIA2");
    }

    @Test
    void whatIsClosedIsWipedAndFetchesNoMore() throws IOException {
        feed.fetch(supply);
        SessionCredentials given = feed.offer(Duration.ZERO).credentials();
        feed.close();
        assertThat(asked()).contains("being fetched");
        look();
        assertThat(supply.asked).hasSize(1);
        assertThat(given).isNotNull();
        assertThat(given.secretAccessKey().length())
                .as("a copy has an owner of its own")
                .isPositive();
        given.close();
    }
}
