package ykaws.shell.endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;
import ykaws.oath.Secret;

/** Makes numbered sessions at a clock that the test moves, or fails as it is told. */
final class FakeSupply implements CredentialSupply, InstantSource, LongSupplier {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    final List<Duration> asked = new ArrayList<>();
    volatile @Nullable IOException failure;
    private Instant wall = START;
    private Instant ofAws = START;
    private long nanos = 7;
    private Duration duration = Duration.ofHours(1);

    FakeSupply lasting(Duration time) {
        duration = time;
        return this;
    }

    CredentialFeed.Clocks clocks() {
        return new CredentialFeed.Clocks(this, this);
    }

    /** Time goes by. */
    void pass(Duration time) {
        wall = wall.plus(time);
        ofAws = ofAws.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the computer's clock. */
    void set(Duration ahead) {
        wall = wall.plus(ahead);
    }

    /** The computer sleeps: the counting clock stands still. */
    void sleep(Duration time) {
        wall = wall.plus(time);
        ofAws = ofAws.plus(time);
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public long getAsLong() {
        return nanos;
    }

    @Override
    public synchronized SessionCredentials get(Duration minLeft) throws IOException {
        asked.add(minLeft);
        IOException order = failure;
        if (order != null) {
            throw order;
        }
        return new SessionCredentials(
                "ASIA" + asked.size(), secret("secret\"/+="), secret("token"), ofAws.plus(duration), "123456789012");
    }

    private static Secret secret(String text) {
        return Secret.takeOver(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Duration duration() {
        return duration;
    }

    @Override
    public String explain(Throwable e) {
        return "explained: " + e.getMessage();
    }
}
