package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static ykaws.aws.session.ReplayLedger.State.ACCEPTED;
import static ykaws.aws.session.ReplayLedger.State.REFUSED_EARLY;
import static ykaws.aws.session.ReplayLedger.State.UNKNOWN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.ChildJvm;

class ReplayLedgerTest {
    private static final String DEV = "arn:aws:iam::123456789012:mfa/dev";
    private static final long STEP = 59_000_000;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("state/ledger");
    }

    private ReplayLedger ledger() {
        return new ReplayLedger(file());
    }

    @Test
    void aCodeIsGoodOnce() throws IOException {
        assertThat(ledger().state(DEV, STEP)).isEmpty();
        assertThat(ledger().claim(DEV, STEP)).isTrue();
        assertThat(ledger().state(DEV, STEP)).hasValue(UNKNOWN);
        assertThat(ledger().claim(DEV, STEP)).isFalse();
        ledger().settle(DEV, STEP, ACCEPTED);
        assertThat(ledger().claim(DEV, STEP)).isFalse();
        assertThat(ledger().state(DEV, STEP)).hasValue(ACCEPTED);
    }

    @Test
    void deviceAndStepBothCount() throws IOException {
        assertThat(ledger().claim(DEV, STEP)).isTrue();
        assertThat(ledger().claim(DEV, STEP + 1)).isTrue();
        assertThat(ledger().claim(DEV, STEP - 1)).isTrue();
        assertThat(ledger().claim(DEV + "2", STEP)).isTrue();
        assertThat(ledger().claim("GAHT 12 serial with spaces", STEP)).isTrue();
        assertThat(ledger().claim("GAHT 12 serial with spaces", STEP)).isFalse();
    }

    @Test
    void aCodeThatCameTooEarlyMayBeSentOnceMore() throws IOException {
        assertThat(ledger().claim(DEV, STEP + 1)).isTrue();
        ledger().settle(DEV, STEP + 1, REFUSED_EARLY);
        assertThat(ledger().firstUnspent(DEV, STEP + 1)).isEqualTo(STEP + 1);
        assertThat(ledger().claim(DEV, STEP + 1)).isTrue();
        assertThat(ledger().claim(DEV, STEP + 1)).isFalse();
    }

    @Test
    void theNextFreeStep() throws IOException {
        assertThat(ledger().firstUnspent(DEV, STEP)).isEqualTo(STEP);
        ledger().claim(DEV, STEP);
        ledger().claim(DEV, STEP + 1);
        ledger().claim(DEV, STEP + 3);
        assertThat(ledger().firstUnspent(DEV, STEP)).isEqualTo(STEP + 2);
        assertThat(ledger().firstUnspent(DEV, STEP + 3)).isEqualTo(STEP + 4);
    }

    @Test
    void itDoesNotGrowForEver() throws IOException {
        for (int i = 0; i < 300; i++) {
            ledger().claim(DEV, STEP + i);
        }
        assertThat(Files.readAllLines(file())).hasSizeBetween(100, 130);
        assertThat(ledger().claim(DEV, STEP + 299 - 100)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ykaws-ledger 1\nACCEPTED\n",
                "ykaws-ledger 1\nODD 1 x\n",
                "ykaws-ledger 1\nUNKNOWN x y\n"
            })
    void aDamagedFileIsSetAside(String content) throws IOException {
        ledger().claim(DEV, STEP);
        Files.writeString(file(), content);
        assertThat(ledger().claim(DEV, STEP)).isTrue();
        assertThat(ledger().claim(DEV, STEP)).isFalse();
        assertThat(Path.of(file() + ".damaged")).hasContent(content);
    }

    @Test
    void aSerialIsOneLine() {
        assertThatIllegalArgumentException().isThrownBy(() -> ledger().claim("a\nACCEPTED 1 b", STEP));
        assertThatIllegalArgumentException().isThrownBy(() -> ledger().claim("", STEP));
    }

    /** What a child process does: claims, says so, and never hears an answer. */
    static final class Claimer {
        public static void main(String[] args) throws Exception {
            System.out.println(new ReplayLedger(Path.of(args[0])).claim(DEV, STEP));
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    @Test
    void aProcessThatDiesLeavesTheCodeSpent() throws Exception {
        try (ChildJvm child = ChildJvm.start(Claimer.class, file().toString())) {
            assertThat(child.line()).isEqualTo("true");
            child.kill();
        }
        assertThat(ledger().state(DEV, STEP)).hasValue(UNKNOWN);
        assertThat(ledger().claim(DEV, STEP)).isFalse();
    }

    @Test
    void ofManyOneGetsIt() throws Exception {
        AtomicInteger winners = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        try (ChildJvm a = ChildJvm.start(Claimer.class, file().toString());
                ChildJvm b = ChildJvm.start(Claimer.class, file().toString())) {
            for (int i = 0; i < 10; i++) {
                threads.add(new Thread(() -> {
                    try {
                        winners.addAndGet(ledger().claim(DEV, STEP) ? 1 : 0);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            winners.addAndGet(Boolean.parseBoolean(a.line()) ? 1 : 0);
            winners.addAndGet(Boolean.parseBoolean(b.line()) ? 1 : 0);
        }
        assertThat(winners).hasValue(1);
    }
}
