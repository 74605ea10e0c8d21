package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;

@Timeout(60)
class TouchTest {
    private static final String TOUCH = "21 06 3132333435363738393031323334353637383930";
    private static final String HOTP = "11 06 3132333435363738393031323334353637383930";
    private static final String ONE = "0000000000000001";

    @TempDir
    Path folder;

    private final List<Duration> slept = new ArrayList<>();
    private final Pause clock = slept::add;

    private TestKey withAccounts(Touch touch) throws IOException {
        TestKey key = TestKey.with(folder, Wire.YUBIKEY, touch);
        key.selectOath();
        key.ok(TestKey.put("t", TOUCH, "7802"));
        key.ok(TestKey.put("h", HOTP, "7802"));
        key.ok(TestKey.put("free", TOUCH, ""));
        return key;
    }

    @Test
    void autoTouchesAfter300Milliseconds() throws IOException {
        try (TestKey key = withAccounts(TouchModes.auto(clock))) {
            assertThat(key.ok(TestKey.calculate("t", ONE))).isEqualTo("76050641397EEA");
            assertThat(slept).containsExactly(Duration.ofMillis(300));
            assertThat(key.key.summary().touches()).isEqualTo(1);
        }
    }

    @Test
    void neverTimesOutAsTheFirmwareDoes() throws IOException {
        try (TestKey key = withAccounts(TouchModes.never(clock))) {
            assertThat(key.send(TestKey.calculate("t", ONE))).isEqualTo("6982");
            assertThat(key.send(TestKey.calculate("h", ""))).isEqualTo("6982");
            assertThat(slept).containsExactly(Duration.ofSeconds(15), Duration.ofSeconds(15));
            assertThat(key.key.summary().touches()).isZero();
        }
        try (TestKey key = TestKey.with(folder, Wire.YUBIKEY, () -> true)) {
            key.selectOath();
            assertThat(key.ok(TestKey.calculate("h", "")))
                    .as("the counter stayed")
                    .isEqualTo("7605064C93CF18");
        }
    }

    @Test
    void namesOfTheModes() throws Exception {
        Touch enter = () -> false;
        assertThat(TouchModes.named("auto", clock, enter).touched()).isTrue();
        assertThat(TouchModes.named("never", clock, enter).touched()).isFalse();
        assertThat(TouchModes.named("enter", clock, enter)).isSameAs(enter);
        assertThatThrownBy(() -> TouchModes.named("later", clock, enter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("later");
    }

    @Test
    void whatNeedsNoTouchAsksForNone() throws IOException {
        try (TestKey key = withAccounts(TestKey.NO_TOUCH)) {
            key.ok(TestKey.calculate("free", ONE));
            key.ok("00A40001" + "0A" + "7408" + ONE);
            assertThat(key.send(TestKey.calculate("none", ONE))).isEqualTo("6984");
            assertThat(key.send(TestKey.calculate("t", ""))).isEqualTo("6A80");
        }
    }

    @Test
    void oldFirmwareHasNoTouch() throws IOException {
        try (TestKey key = TestKey.of(folder, "4.1.9")) {
            key.selectOath();
            key.ok(TestKey.put("t", TOUCH, "7802"));
            key.ok(TestKey.calculate("t", ONE));
        }
    }

    @Test
    void theFolderIsFreeDuringTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch finger = new CountDownLatch(1);
        try (TestKey key = withAccounts(() -> {
            asked.countDown();
            finger.await();
            return true;
        })) {
            FutureTask<String> answer = new FutureTask<>(() -> key.send(TestKey.calculate("t", ONE)));
            new Thread(answer).start();
            asked.await();

            assertThat(new StateFolder(folder).<String>locked(() -> "mine")).isEqualTo("mine");
            assertThat(key.key.summary().accounts()).containsExactly("t", "h", "free");
            try (var backup = key.keys.keys().get(1).connect()) {
                assertThat(TestKey.send(backup, TestKey.SELECT_OATH)).endsWith("9000");
            }

            finger.countDown();
            assertThat(answer.get()).isEqualTo("76050641397EEA9000");
        }
    }

    @Test
    void closingEndsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        TestKey key = withAccounts(waitForEver(asked));
        FutureTask<String> answer = new FutureTask<>(() -> {
            try {
                return key.send(TestKey.calculate("t", ONE));
            } finally {
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        new Thread(answer).start();
        asked.await();

        key.close();

        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        assertThat(interrupted)
                .as("the caller's thread was interrupted for the wait only")
                .isFalse();
        try (TestKey again = TestKey.in(folder)) {
            again.selectOath();
            assertThat(again.key.summary().touches()).isZero();
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (TestKey key = withAccounts(waitForEver(asked))) {
            FutureTask<String> answer = new FutureTask<>(() -> {
                try {
                    return key.send(TestKey.calculate("t", ONE));
                } finally {
                    interrupted.set(Thread.currentThread().isInterrupted());
                }
            });
            Thread caller = new Thread(answer);
            caller.start();
            asked.await();

            caller.interrupt();

            assertThatThrownBy(answer::get).cause().isInstanceOf(InterruptedIOException.class);
            assertThat(interrupted).isTrue();
            key.ok(TestKey.LIST);
        }
    }

    private static Touch waitForEver(CountDownLatch asked) {
        return () -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return true;
        };
    }
}
