package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AwsException;
import ykaws.aws.ChildJvm;
import ykaws.aws.config.ConfigException;
import ykaws.aws.files.DurableFile;
import ykaws.oath.OathException;

class FlightsTest {
    private final AwsException refusal = new AwsException(
            AwsException.Kind.DENIED,
            "sts:AssumeRole",
            new AwsException.Answer("AccessDenied", 403, "no, dev", null),
            null);

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Flights flights() {
        return new Flights(folder.resolve("flights"));
    }

    private Path answer() {
        return folder.resolve("answer");
    }

    /** As Sessions does: the cache first, then the work. */
    private String cachedOr(Flights.Work<String> work) throws IOException {
        return flights().alone(SessionCacheTest.hash(1), () -> {
            if (Files.exists(answer())) {
                return Files.readString(answer());
            }
            String result = work.run();
            Files.writeString(answer(), result);
            return result;
        });
    }

    /** Starts so many callers, and returns when all of them stand behind the one that flies. */
    private List<Future<String>> waiting(int count, CountDownLatch flying) throws Exception {
        flying.await();
        List<Future<String>> waiters = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiters.add(threads.submit(() -> {
                synchronized (running) {
                    running.add(Thread.currentThread());
                }
                return cachedOr(() -> "second flight");
            }));
        }
        while (true) {
            synchronized (running) {
                if (running.size() == count
                        && running.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
                    return waiters;
                }
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void twentyCallersOneFlight() throws Exception {
        CountDownLatch flying = new CountDownLatch(1);
        CountDownLatch land = new CountDownLatch(1);
        Future<String> leader = threads.submit(() -> cachedOr(() -> await(flying, land, "first flight")));
        List<Future<String>> waiters = waiting(19, flying);
        land.countDown();
        assertThat(leader.get()).isEqualTo("first flight");
        for (Future<String> waiter : waiters) {
            assertThat(waiter.get()).isEqualTo("first flight");
        }
    }

    private static String await(CountDownLatch flying, CountDownLatch land, String result) throws IOException {
        flying.countDown();
        try {
            land.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
        return result;
    }

    @Test
    void whoWaitsFailsWithTheFlightAndWhoComesLaterFlies() throws Exception {
        CountDownLatch flying = new CountDownLatch(1);
        CountDownLatch land = new CountDownLatch(1);
        Future<String> leader = threads.submit(() -> cachedOr(() -> {
            await(flying, land, "");
            throw refusal;
        }));
        List<Future<String>> waiters = waiting(5, flying);
        land.countDown();
        assertThat(catchThrowable(leader::get)).hasCause(refusal);
        for (Future<String> waiter : waiters) {
            assertThat(catchThrowable(waiter::get).getCause()).isInstanceOfSatisfying(AwsException.class, e -> {
                assertThat(e.kind()).isEqualTo(AwsException.Kind.DENIED);
                assertThat(e.action()).isEqualTo("sts:AssumeRole");
                assertThat(e.errorCode()).isEqualTo("AccessDenied");
                assertThat(e.httpStatus()).isEqualTo(403);
                assertThat(e).hasMessage(refusal.getMessage());
            });
        }
        assertThat(cachedOr(() -> "second flight")).isEqualTo("second flight");
        try (var left = Files.list(folder.resolve("flights"))) {
            assertThat(left).allMatch(file -> file.toString().endsWith(".lock"));
        }
    }

    @Test
    void anotherRequestDoesNotWait() throws Exception {
        CountDownLatch flying = new CountDownLatch(1);
        CountDownLatch land = new CountDownLatch(1);
        Future<String> leader = threads.submit(() -> cachedOr(() -> await(flying, land, "first flight")));
        flying.await();
        assertThat(flights().<String>alone(SessionCacheTest.hash(2), () -> "other"))
                .isEqualTo("other");
        land.countDown();
        assertThat(leader.get()).isEqualTo("first flight");
    }

    @Test
    void anInterruptedFlightFailsNobodyElse() throws Exception {
        CountDownLatch flying = new CountDownLatch(1);
        Future<String> leader =
                threads.submit(() -> cachedOr(() -> await(flying, new CountDownLatch(1), "first flight")));
        List<Future<String>> waiters = waiting(3, flying);
        leader.cancel(true);
        for (Future<String> waiter : waiters) {
            assertThat(waiter.get()).isEqualTo("second flight");
        }
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        CountDownLatch flying = new CountDownLatch(1);
        CountDownLatch land = new CountDownLatch(1);
        Future<String> leader = threads.submit(() -> cachedOr(() -> await(flying, land, "first flight")));
        flying.await();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> cachedOr(() -> "second flight")).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        land.countDown();
        assertThat(leader.get()).isEqualTo("first flight");
    }

    @Test
    void everyExceptionOfTheHouseKeepsItsKind() throws IOException {
        OathException touch = OathException.of(OathException.Kind.AMBIGUOUS, "dev", "several", List.of("a", "b"));
        assertThat(rebuilt(touch)).isInstanceOfSatisfying(OathException.class, e -> {
            assertThat(e.kind()).isEqualTo(OathException.Kind.AMBIGUOUS);
            assertThat(e.subject()).isEqualTo("dev");
            assertThat(e.candidates()).containsExactly("a", "b");
            assertThat(e).hasMessage("several");
        });
        assertThat(rebuilt(new ConfigException(ConfigException.Kind.LOOP, "round", null)))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.LOOP));
        assertThat(rebuilt(new Unknown())).isInstanceOfSatisfying(FlightFailedException.class, e -> {
            assertThat(e.family()).isEqualTo("Unknown");
            assertThat(e.kind()).isEqualTo("ODD");
            assertThat(e).hasMessage("");
        });
        assertThat(rebuilt(new IllegalStateException("bug"))).hasMessage("bug");
    }

    private static IOException rebuilt(Exception e) throws IOException {
        return FlightFailure.read(FlightFailure.of(7, e).write()).rebuild();
    }

    /** An exception that this module does not know. */
    public static final class Unknown extends IOException {
        private static final long serialVersionUID = 1L;

        /** Its kinds. */
        public enum Kind {
            ODD
        }

        public Kind kind() {
            return Kind.ODD;
        }
    }

    /** What a child process does: flies, says so, and lands when killed or told. */
    static final class Flyer {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            AtomicInteger flights = new AtomicInteger();
            String result;
            try {
                result = new Flights(folder.resolve("flights")).alone(SessionCacheTest.hash(1), () -> {
                    if (Files.exists(folder.resolve("answer"))) {
                        return "cached";
                    }
                    flights.incrementAndGet();
                    System.out.println("flying");
                    if (args[1].equals("hang")) {
                        await(new CountDownLatch(1), new CountDownLatch(1), "");
                    }
                    Files.writeString(folder.resolve("answer"), "landed");
                    return "landed";
                });
            } catch (AwsException e) {
                result = "refused " + e.kind();
            }
            System.out.println(result);
        }
    }

    @Test
    void aKilledFlightLetsTheNextOneFly() throws Exception {
        try (ChildJvm child = ChildJvm.start(Flyer.class, folder.toString(), "hang")) {
            assertThat(child.line()).isEqualTo("flying");
            List<Future<String>> waiters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiters.add(threads.submit(() -> cachedOr(() -> "second flight")));
            }
            child.kill();
            for (Future<String> waiter : waiters) {
                assertThat(waiter.get()).isEqualTo("second flight");
            }
        }
    }

    @Test
    void manyProcessesOneFlight() throws Exception {
        List<ChildJvm> children = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                children.add(ChildJvm.start(Flyer.class, folder.toString(), "land"));
            }
            for (ChildJvm child : children) {
                lines.addAll(child.linesToTheEnd());
                assertThat(child.exitCode()).isZero();
            }
        } finally {
            children.forEach(ChildJvm::close);
        }
        assertThat(lines).filteredOn("flying"::equals).hasSize(1);
        assertThat(lines).filteredOn("cached"::equals).hasSize(7);
    }

    /** What a crash or another version left says nothing: the next one flies. */
    @Test
    void aDamagedNoteIsNone() throws IOException {
        assertThatThrownBy(() -> cachedOr(() -> {
                    throw refusal;
                }))
                .isInstanceOf(AwsException.class);
        Path note = folder.resolve("flights").resolve(SessionCacheTest.hash(1).hex() + ".failed");
        byte[] whole = Files.readAllBytes(note);
        for (int length = 0; length < whole.length; length++) {
            Files.write(note, java.util.Arrays.copyOf(whole, length));
            Files.deleteIfExists(answer());
            assertThat(cachedOr(() -> "flown")).isEqualTo("flown");
            Files.createFile(note, DurableFile.ownerOnly("rw-------"));
        }
    }

    @Test
    void aFailureOfAKindThatIsNotKnownHere() {
        FlightFailure later = new FlightFailure(1, "AwsException", "OF_LATER", "m", List.of("a", "", "0", "m"));
        assertThat(later.rebuild())
                .isInstanceOfSatisfying(
                        FlightFailedException.class, e -> assertThat(e.kind()).isEqualTo("OF_LATER"));
    }

    /** Calls of AWS wrap an interrupt, and the thread is not interrupted any more. */
    @Test
    void anInterruptedCallLeavesNoNote() {
        assertThatThrownBy(() -> cachedOr(() -> {
                    throw new java.io.UncheckedIOException(new InterruptedIOException("while waiting for AWS"));
                }))
                .isInstanceOf(java.io.UncheckedIOException.class);
        assertThat(folder.resolve("flights").resolve(SessionCacheTest.hash(1).hex() + ".failed"))
                .doesNotExist();
    }

    /** Whoever waits is told before, and when it is over; who does not wait hears nothing. */
    @Test
    void aWaitIsTold() throws Exception {
        CountDownLatch joined = new CountDownLatch(1);
        List<String> told = java.util.Collections.synchronizedList(new ArrayList<>());
        Flights.Queue queue = new Flights.Queue() {
            @Override
            public void joined() {
                told.add("joined");
                joined.countDown();
            }

            @Override
            public void left() {
                told.add("left");
            }
        };
        Flights queued = new Flights(folder.resolve("flights"), queue);
        assertThat(queued.alone(SessionCacheTest.hash(1), () -> "first")).isEqualTo("first");
        assertThat(told).containsExactly("left");
        told.clear();
        Future<String> second = flights().alone(SessionCacheTest.hash(1), () -> {
            Future<String> waiting = threads.submit(() -> queued.alone(SessionCacheTest.hash(1), () -> "second"));
            try {
                joined.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            }
            return waiting;
        });
        assertThat(second.get()).isEqualTo("second");
        assertThat(told).containsExactly("joined", "left");
    }
}
