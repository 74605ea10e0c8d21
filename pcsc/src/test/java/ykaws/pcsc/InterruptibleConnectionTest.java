package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.Await;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.ScriptedConnection;

class InterruptibleConnectionTest {
    /** A card that answers when it is told to; records what happened to it, in order. */
    private static final class SlowCard implements SmartCardConnection {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch touched = new CountDownLatch(1);
        private final byte[] secretAnswer = Hex.bytes("760511223344 9000");
        private final List<String> events = new ArrayList<>();
        private final AtomicReference<byte[]> command = new AtomicReference<>(new byte[0]);
        private final AtomicReference<Thread> thread = new AtomicReference<>();

        private synchronized void happened(String event) {
            events.add(event);
        }

        synchronized List<String> events() {
            return List.copyOf(events);
        }

        @Override
        public byte[] sendAndReceive(byte[] sent) throws IOException {
            happened("command " + Hex.text(sent));
            thread.set(Thread.currentThread());
            if (sent[1] != (byte) 0xA2) {
                return Hex.bytes("9000");
            }
            command.set(sent);
            started.countDown();
            try {
                touched.await();
            } catch (InterruptedException e) {
                throw new IOException("PC/SC cannot be interrupted", e);
            }
            happened("touched");
            return secretAnswer;
        }

        @Override
        public Transport getTransport() {
            return Transport.USB;
        }

        @Override
        public boolean isExtendedLengthApduSupported() {
            return true;
        }

        @Override
        public byte[] getAtr() {
            return new byte[0];
        }

        @Override
        public void close() {
            happened("closed");
        }
    }

    private static final byte[] CALCULATE = Hex.bytes("00A2000103AABBCC");
    private static final byte[] LIST = Hex.bytes("00A1000000");

    private final SlowCard card = new SlowCard();
    private final List<String> late = new ArrayList<>();
    private final InterruptibleConnection connection =
            new InterruptibleConnection(card, "R", yes -> late.add("pending " + yes));

    /** Starts a command on a thread, waits until the card has it, and interrupts the thread. */
    private Throwable interrupted() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                connection.sendAndReceive(CALCULATE);
            } catch (IOException e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        card.started.await();
        caller.interrupt();
        caller.join();
        assertThat(flag.get()).as("interrupt status").isFalse();
        return thrown.get();
    }

    @Test
    void anAnswerComesBack() throws Exception {
        card.touched.countDown();
        assertThat(connection.sendAndReceive(CALCULATE)).isEqualTo(Hex.bytes("760511223344 9000"));
        assertThat(connection.sendAndReceive(LIST)).isEqualTo(Hex.bytes("9000"));
        assertThat(late).isEmpty();
        connection.close();
        assertThat(card.events())
                .containsExactly("command 00A2000103AABBCC", "touched", "command 00A1000000", "closed");
    }

    @Test
    void anInterruptedCallerLeavesAtOnce() throws Exception {
        assertThat(interrupted())
                .isInstanceOfSatisfying(PcscException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED);
                    assertThat(e.reader()).isEqualTo("R");
                })
                .hasMessage("interrupted while waiting for the key");
        assertThat(card.events()).containsExactly("command 00A2000103AABBCC");
        assertThat(late).containsExactly("pending true");
    }

    @Test
    void theLateAnswerIsWipedUnseen() throws Exception {
        interrupted();
        card.touched.countDown();
        connection.sendAndReceive(LIST);
        assertThat(card.secretAnswer).containsOnly(0);
        assertThat(card.command.get()).as("our copy of the command").containsOnly(0);
        assertThat(CALCULATE).as("the caller's own").isEqualTo(Hex.bytes("00A2000103AABBCC"));
        assertThat(late).containsExactly("pending true", "pending false");
    }

    @Test
    void theNextCommandWaits() throws Exception {
        interrupted();
        FutureTask<byte[]> next = new FutureTask<>(() -> connection.sendAndReceive(LIST));
        Thread caller = new Thread(next);
        caller.start();
        Await.until("the caller waits", () -> caller.getState() == Thread.State.WAITING);
        assertThat(card.events()).containsExactly("command 00A2000103AABBCC");
        card.touched.countDown();
        assertThat(next.get()).isEqualTo(Hex.bytes("9000"));
        assertThat(card.events()).containsExactly("command 00A2000103AABBCC", "touched", "command 00A1000000");
    }

    @Test
    void theWaitOfTheNextCommandCanBeInterrupted() throws Exception {
        interrupted();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> connection.sendAndReceive(LIST))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        card.touched.countDown();
        connection.sendAndReceive(CALCULATE);
        assertThat(card.events()).doesNotContain("command 00A1000000");
    }

    @Test
    void closingDoesNotWaitForTheTouchButTheCardIsClosedAfterIt() throws Exception {
        interrupted();
        connection.close();
        assertThat(card.events()).containsExactly("command 00A2000103AABBCC");
        card.touched.countDown();
        Await.until("closed", () -> card.events().contains("closed"));
        assertThat(card.events()).containsExactly("command 00A2000103AABBCC", "touched", "closed");
    }

    @Test
    void afterTheCloseNothingIsSent() throws Exception {
        connection.close();
        connection.close();
        assertThatThrownBy(() -> connection.sendAndReceive(LIST)).hasMessage("the connection to the key is closed");
        assertThat(card.events()).containsExactly("closed");
    }

    @Test
    void everythingRunsOnOneThreadThatDoesNotKeepTheProgramAlive() throws Exception {
        connection.sendAndReceive(LIST);
        Thread first = card.thread.get();
        connection.sendAndReceive(LIST);
        assertThat(card.thread.get()).isSameAs(first).isNotSameAs(Thread.currentThread());
        assertThat(first.isDaemon()).isTrue();
        connection.close();
        first.join();
    }

    @Test
    void silenceIsToldOncePerCommandOnTheCallersThread() throws Exception {
        List<Thread> told = new ArrayList<>();
        connection.whileSilent(Duration.ofMillis(1), () -> {
            told.add(Thread.currentThread());
            card.touched.countDown();
        });
        connection.sendAndReceive(CALCULATE);
        assertThat(told).containsExactly(Thread.currentThread());
    }

    @Test
    void anAnswerInTimeIsNotSilence() throws Exception {
        List<String> told = new ArrayList<>();
        connection.whileSilent(Duration.ofHours(1), () -> told.add("silent"));
        connection.sendAndReceive(LIST);
        connection.whileSilent(Duration.ZERO, null);
        card.touched.countDown();
        connection.sendAndReceive(CALCULATE);
        assertThat(told).isEmpty();
    }

    @Test
    void failuresArriveAsTheyAre() throws Exception {
        PcscException removed = new PcscException(Kind.REMOVED, "R", "pulled out");
        ScriptedConnection failing = new ScriptedConnection().thenFails("00A1000000", removed);
        try (InterruptibleConnection over = new InterruptibleConnection(failing, "R")) {
            assertThatThrownBy(() -> over.sendAndReceive(LIST)).isSameAs(removed);
            assertThatThrownBy(() -> over.sendAndReceive(LIST)).isInstanceOf(AssertionError.class);
        }
        assertThat(failing.closes()).isEqualTo(1);
    }

    @Test
    void aFailingCloseIsReported() throws Exception {
        IOException failure = new IOException("stuck");
        for (boolean used : new boolean[] {false, true}) {
            InterruptibleConnection over = new InterruptibleConnection(new FailingClose(card, failure), "R");
            if (used) {
                over.sendAndReceive(LIST);
            }
            assertThatThrownBy(over::close).isSameAs(failure);
        }
    }

    private record FailingClose(SmartCardConnection card, IOException failure) implements SmartCardConnection {
        @Override
        public byte[] sendAndReceive(byte[] command) throws IOException {
            return card.sendAndReceive(command);
        }

        @Override
        public Transport getTransport() {
            return card.getTransport();
        }

        @Override
        public boolean isExtendedLengthApduSupported() {
            return card.isExtendedLengthApduSupported();
        }

        @Override
        public byte[] getAtr() {
            return card.getAtr();
        }

        @Override
        public void close() throws IOException {
            throw failure;
        }
    }
}
