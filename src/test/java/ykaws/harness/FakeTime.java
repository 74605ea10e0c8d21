package ykaws.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * A computer's clock that the test sets while a program runs (libfaketime): as after a night's sleep, which the clock
 * that only counts knows nothing of.
 */
public final class FakeTime {
    private final Path library;
    private final Path file;
    private Duration ahead = Duration.ZERO;

    /** With the right time at first. */
    public FakeTime(Place place) {
        this.library = Requirement.faketime();
        this.file = place.root().resolve("clock");
        write();
    }

    /** Has a program live by this clock. */
    public Program in(Program program) {
        return program.env("LD_PRELOAD", library.toString())
                .env("FAKETIME_TIMESTAMP_FILE", file.toString())
                .env("FAKETIME_CACHE_DURATION", "1")
                // A sleep's length and the times of files are what they are.
                .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                // For another C library; with glibc's, every wait of a JVM ends at once and begins anew.
                .env("FAKETIME_FORCE_MONOTONIC_FIX", "0")
                .env("NO_FAKE_STAT", "1");
    }

    /** Time goes by. The program knows within about a second. */
    public void pass(Duration time) {
        ahead = ahead.plus(time);
        write();
    }

    private void write() {
        try {
            Path whole = Files.writeString(file.resolveSibling("clock.new"), "+" + ahead.toSeconds() + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
