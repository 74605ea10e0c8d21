package ykaws.aws.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.Partition;
import ykaws.aws.ServerDates;
import ykaws.aws.files.LockFile;

/**
 * This computer's clock, and how far AWS's is from it. A key has no clock: the time step of a code is the computer's, and
 * AWS takes a code of its own step, or of one beside it. So codes for AWS are calculated for AWS's time.
 *
 * <p>The offset comes from answers of AWS. It is kept in a small text file, one line for each partition: its name, the
 * milliseconds that AWS is ahead, and the second in which that was measured. What was measured in this process counts
 * before it. A kept offset that has become wrong costs one refused code, whose answer corrects it.
 */
public final class AwsClock implements InstantSource, ServerDates {
    /** More is not corrected: such a clock is wrong for everything, and somebody may have set it so on purpose. */
    public static final Duration LIMIT = Duration.ofMinutes(5);

    /** From here on people are told. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(30);
    /** The header has whole seconds, and an answer takes its time: less is no offset. */
    private static final Duration RESOLUTION = Duration.ofSeconds(2);
    /** Clocks are set now and then. */
    private static final Duration KEPT_FOR = Duration.ofDays(1);
    /** A file is not rewritten for less, unless the measurement has aged. */
    private static final Duration WORTH_WRITING = Duration.ofSeconds(2);

    private static final Duration WRITTEN_FOR = Duration.ofHours(1);

    private final @Nullable Path file;
    private final InstantSource clock;
    private final Notice notice;
    private final Map<Partition, Duration> measured = new EnumMap<>(Partition.class);
    private final Set<Partition> told = EnumSet.noneOf(Partition.class);

    /** Told once of a clock that is off by more than 30 s. */
    public interface Notice {
        /**
         * Called as an answer shows it.
         *
         * @param ahead how far AWS's clock is ahead of this computer's; negative if it is behind
         */
        void off(Partition partition, Duration ahead);
    }

    /** An offset and when it was measured, by this computer's clock. */
    public record Measurement(Duration ahead, Instant at) {}

    private AwsClock(@Nullable Path file, InstantSource clock, Notice notice) {
        this.file = file;
        this.clock = clock;
        this.notice = notice;
    }

    /**
     * The clock whose offsets are kept in that file.
     *
     * @param file made at first need; in the state folder
     */
    public static AwsClock at(Path file, InstantSource clock, Notice notice) {
        return new AwsClock(file, clock, notice);
    }

    /** Knows only what it hears itself. */
    public static AwsClock forgetful(InstantSource clock) {
        return new AwsClock(null, clock, (partition, ahead) -> {});
    }

    /** This computer's time. */
    @Override
    public Instant instant() {
        return clock.instant();
    }

    /** AWS's time. */
    public Time in(Partition partition) {
        return new Time(partition);
    }

    /** How far a partition's clock is ahead, as far as it is known from here or from the file. */
    public synchronized Optional<Measurement> known(Partition partition) {
        Duration own = measured.get(partition);
        return own != null ? Optional.of(new Measurement(own, clock.instant())) : kept(partition);
    }

    @Override
    public void heard(Partition partition, Instant date) {
        // The header is cut to the second: half a second is the least wrong guess.
        Instant now = clock.instant();
        Duration ahead = Duration.between(now, date.plusMillis(500));
        synchronized (this) {
            Duration before = measured.put(partition, ahead);
            if (before == null || before.minus(ahead).abs().compareTo(WORTH_WRITING) > 0) {
                keep(partition, new Measurement(ahead, now));
            }
            if (ahead.abs().compareTo(WORTH_TELLING) <= 0 || !told.add(partition)) {
                return;
            }
        }
        notice.off(partition, ahead);
    }

    private synchronized Duration offset(Partition partition) {
        Duration own = measured.get(partition);
        Duration ahead =
                own != null ? own : kept(partition).map(Measurement::ahead).orElse(Duration.ZERO);
        boolean counts = ahead.abs().compareTo(RESOLUTION) >= 0 && ahead.abs().compareTo(LIMIT) <= 0;
        return counts ? ahead : Duration.ZERO;
    }

    private Optional<Measurement> kept(Partition partition) {
        try {
            return Optional.ofNullable(read().get(partition))
                    .filter(it -> Duration.between(it.at, clock.instant()).abs().compareTo(KEPT_FOR) < 0);
        } catch (IOException e) {
            // The worst that follows is one refused code; what reads its own file there says what is wrong with it.
            return Optional.empty();
        }
    }

    private void keep(Partition partition, Measurement fresh) {
        Path path = file;
        if (path == null) {
            return;
        }
        try {
            Measurement former = read().get(partition);
            boolean aged = former == null
                    || Duration.between(former.at, fresh.at).abs().compareTo(WRITTEN_FOR) > 0;
            if (aged || former.ahead.minus(fresh.ahead).abs().compareTo(WORTH_WRITING) > 0) {
                Store.FILES.folder(path.toAbsolutePath().getParent());
                LockFile.holding(path.resolveSibling(path.getFileName() + ".lock"), () -> write(partition, fresh));
            }
        } catch (IOException e) {
            // An answer of AWS must not be lost because of a full disk: the offset holds in this process at least.
            measured.put(partition, fresh.ahead);
        }
    }

    private boolean write(Partition partition, Measurement fresh) throws IOException {
        Map<Partition, Measurement> all = read();
        all.put(partition, fresh);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Partition, Measurement> each : all.entrySet()) {
            text.append(each.getKey().id()).append(' ');
            text.append(each.getValue().ahead.toMillis()).append(' ');
            text.append(each.getValue().at.getEpochSecond()).append('\n');
        }
        Store.FILES.replace(
                java.util.Objects.requireNonNull(file), text.toString().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /** A line that does not parse is dropped: the next answer measures anew. */
    private Map<Partition, Measurement> read() throws IOException {
        Map<Partition, Measurement> all = new EnumMap<>(Partition.class);
        Optional<byte[]> content = file == null ? Optional.empty() : Store.FILES.read(file);
        if (content.isPresent()) {
            for (String line : new String(content.get(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.matches("[a-z-]+ -?[0-9]{1,12} [0-9]{1,12}")) {
                    String[] fields = line.split(" ", -1);
                    all.put(
                            Partition.ofArn("arn:" + fields[0] + ":"),
                            new Measurement(
                                    Duration.ofMillis(Long.parseLong(fields[1])),
                                    Instant.ofEpochSecond(Long.parseLong(fields[2]))));
                }
            }
        }
        return all;
    }

    /** The time of one partition, as far as it is known at the moment of the question. */
    public final class Time implements InstantSource {
        private final Partition partition;

        private Time(Partition partition) {
            this.partition = partition;
        }

        @Override
        public Instant instant() {
            return clock.instant().plus(offset());
        }

        /** What is added to this computer's time. */
        public Duration offset() {
            return AwsClock.this.offset(partition);
        }

        /**
         * Refuses to go on with a clock that AWS itself has just shown to be off by more than {@link #LIMIT}.
         *
         * @throws AwsException CLOCK_SKEW, with both times
         */
        public void require(String action) throws AwsException {
            Duration ahead;
            synchronized (AwsClock.this) {
                ahead = measured.getOrDefault(partition, Duration.ZERO);
            }
            if (ahead.abs().compareTo(LIMIT) <= 0) {
                return;
            }
            Instant here = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Instant there = here.plus(ahead).truncatedTo(ChronoUnit.SECONDS);
            String message = "this computer's clock says " + here + " and AWS's says " + there + ": more than the "
                    + LIMIT.toMinutes() + " minutes that are corrected";
            throw new AwsException(
                    AwsException.Kind.CLOCK_SKEW, action, new AwsException.Answer(null, 0, message, there), null);
        }
    }

    /** Made when a file is touched. */
    private static final class Store {
        private static final SecretFiles FILES = new SecretFiles((exposed, formerMode) -> {
            // Offsets are no secrets.
        });
    }
}
