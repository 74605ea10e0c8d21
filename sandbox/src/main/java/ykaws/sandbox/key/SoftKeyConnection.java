package ykaws.sandbox.key;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A software key in use, from its power-up to {@link #close}. Commands run one at a time on the caller's thread; a
 * close from another thread, or an interrupt, ends the wait for a touch.
 */
final class SoftKeyConnection implements SmartCardConnection {
    private final KeyLock lock;
    private final ApduLog log;
    private final KeyMemory memory;
    private final Touch finger;
    private final Card card;

    // Guarded by "state"; "card" is the lock of a command from beginning to end.
    private final Object state = new Object();
    private boolean busy;
    private boolean closed;
    private boolean released;
    private boolean interruptedByClose;
    private @Nullable Thread waiting;

    SoftKeyConnection(KeyLock lock, ApduLog log, KeyMemory memory, SoftKey key) {
        this.lock = lock;
        this.log = log;
        this.memory = memory;
        this.finger = key.settings().touch();
        Touch touch = new Touch() {
            @Override
            public boolean touched() throws InterruptedException {
                return awaitTouch();
            }
        };
        List<Applet> applets = List.of(
                new OathApplet(memory, touch),
                new ManagementApplet(memory, key.serial()),
                new OtpApplet(memory, key.serial()),
                new SecurityDomain(memory, key.identity()));
        this.card = new Card(memory, key.settings().wire(), applets, key.identity());
    }

    @Override
    public byte[] sendAndReceive(byte[] command) throws IOException {
        synchronized (card) {
            synchronized (state) {
                requireOpen();
                busy = true;
            }
            try {
                byte[] answer = card.transmit(command);
                log.add(command, ((answer[answer.length - 2] & 0xFF) << 8) | (answer[answer.length - 1] & 0xFF));
                return answer;
            } catch (InterruptedException e) {
                throw ended();
            } finally {
                finish();
            }
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the connection to the software key is closed");
        }
        if (memory.reboots()) {
            throw new IOException("the software key started anew: it has to be connected again");
        }
    }

    private IOException ended() {
        synchronized (state) {
            if (closed) {
                return new IOException("the connection to the software key was closed during the wait for a touch");
            }
        }
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted during the wait for a touch");
    }

    private void finish() throws IOException {
        synchronized (state) {
            busy = false;
            if (closed) {
                release();
            }
        }
    }

    private boolean awaitTouch() throws InterruptedException {
        synchronized (state) {
            if (closed) {
                throw new InterruptedException();
            }
            waiting = Thread.currentThread();
        }
        try {
            return finger.touched();
        } finally {
            synchronized (state) {
                waiting = null;
                if (interruptedByClose) {
                    // Ours, not the caller's: it may not outlive the wait that it ends.
                    interruptedByClose = !Thread.interrupted();
                }
            }
        }
    }

    /** Whether the key left the computer, to come back, after its last answer. */
    boolean rebooted() {
        synchronized (card) {
            return memory.reboots();
        }
    }

    /** As {@link Card#powerCycle}. */
    void powerCycle() throws IOException {
        synchronized (card) {
            synchronized (state) {
                requireOpen();
            }
            card.powerCycle();
        }
    }

    @Override
    public Transport getTransport() {
        return memory.transport();
    }

    /** As a reader says it, from the transport alone; that a NEO takes no extended ones is for the client to know. */
    @Override
    public boolean isExtendedLengthApduSupported() {
        return memory.transport() == Transport.USB;
    }

    @Override
    public byte[] getAtr() {
        return memory.transport() == Transport.USB
                ? memory.firmware().atr()
                : memory.firmware().nfcAtr();
    }

    @Override
    public void close() throws IOException {
        synchronized (state) {
            closed = true;
            if (waiting != null && !interruptedByClose) {
                interruptedByClose = true;
                waiting.interrupt();
            }
            // A command that is still at work may write; the key stays ours until it is done.
            if (!busy) {
                release();
            }
        }
    }

    private void release() throws IOException {
        if (!released) {
            released = true;
            try (lock) {
                log.close();
            }
        }
    }
}
