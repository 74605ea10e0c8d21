package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose caller can be interrupted while the key waits for a touch, which PC/SC itself does not allow.
 *
 * <p>Commands run on a thread of the connection's own. An interrupted caller leaves at once with
 * {@link PcscException.Kind#INTERRUPTED}; the answer that comes later is wiped unseen. The next command waits for it,
 * as does the real close, though not the caller of {@link #close}.
 */
public final class InterruptibleConnection extends ForwardingConnection {
    /** Disconnecting takes milliseconds; nobody waits for a service that hangs. */
    private static final long CLOSE_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String reader;
    private final LateAnswer lateAnswer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All guarded by the lock.
    private @Nullable Thread worker;
    private @Nullable Exchange current;
    private boolean closing;
    private boolean closed;
    private @Nullable IOException closeFailure;
    private long noticeAfterNanos;
    private @Nullable Runnable notice;

    private static final LateAnswer NOBODY_CARES = new LateAnswer() {
        @Override
        public void pending(boolean yes) {}
    };

    /** Told of an answer that nobody waits for any more, so that other processes can be patient with the key. */
    interface LateAnswer {
        void pending(boolean yes) throws IOException;
    }

    /** Over a connection that it then owns; {@code reader} is for messages. */
    public InterruptibleConnection(SmartCardConnection connection, String reader) {
        this(connection, reader, NOBODY_CARES);
    }

    InterruptibleConnection(SmartCardConnection connection, String reader, LateAnswer lateAnswer) {
        super(connection);
        this.reader = reader;
        this.lateAnswer = lateAnswer;
    }

    /**
     * From the next command on: {@code notice} is called, at most once per command and on the caller's thread, when no
     * answer came for that long. null: never.
     */
    public void whileSilent(Duration after, @Nullable Runnable notice) {
        lock.lock();
        try {
            this.noticeAfterNanos = after.toNanos();
            this.notice = notice;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a command and waits for the answer.
     *
     * @throws PcscException INTERRUPTED; the thread's interrupt status is cleared, so that undoing can use the key
     * @throws IOException as the connection has it
     */
    @Override
    public byte[] sendAndReceive(byte[] command) throws IOException {
        // A copy: after an interrupt the caller may wipe its array while the command is still on its way.
        Exchange exchange = new Exchange(command.clone());
        lock.lock();
        try {
            submit(exchange);
            await(exchange);
        } catch (InterruptedException e) {
            throw abandon(exchange);
        } catch (RuntimeException e) {
            // The notice's own: it has decided that nobody waits.
            e.addSuppressed(abandon(exchange));
            throw e;
        } finally {
            lock.unlock();
        }
        return exchange.result();
    }

    private void submit(Exchange exchange) throws IOException, InterruptedException {
        while (current != null && !closing) {
            changed.await();
        }
        if (closing) {
            exchange.wipe();
            throw new IOException("the connection to the key is closed");
        }
        current = exchange;
        if (worker == null) {
            // Not a lambda, here and in the other classes on the way to a code: each costs milliseconds at start-up.
            worker = new Thread("key in " + reader) {
                @Override
                public void run() {
                    work();
                }
            };
            // A touch that never comes must not keep the program from ending.
            worker.setDaemon(true);
            worker.start();
        }
        changed.signalAll();
    }

    private void await(Exchange exchange) throws InterruptedException {
        long left = noticeAfterNanos;
        Runnable pendingNotice = notice;
        while (!exchange.done) {
            if (pendingNotice == null) {
                changed.await();
            } else if (left > 0) {
                left = changed.awaitNanos(left);
            } else {
                // Writes to a terminal, perhaps: not while the worker waits for the lock.
                lock.unlock();
                try {
                    pendingNotice.run();
                } finally {
                    lock.lock();
                }
                pendingNotice = null;
            }
        }
    }

    private PcscException abandon(Exchange exchange) {
        PcscException interrupted = PcscException.interrupted(reader, "waiting for the key");
        if (current != exchange) {
            exchange.wipe();
            return interrupted;
        }
        exchange.abandoned = true;
        try {
            lateAnswer.pending(true);
        } catch (IOException e) {
            interrupted.addSuppressed(e);
        }
        return interrupted;
    }

    private void work() {
        Exchange next = awaitWork();
        while (next != null) {
            next.run(connection);
            finish(next);
            next = awaitWork();
        }
        IOException failure = null;
        try {
            connection.close();
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.lock();
            try {
                closed = true;
                closeFailure = failure;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private @Nullable Exchange awaitWork() {
        lock.lock();
        try {
            while (current == null && !closing) {
                changed.awaitUninterruptibly();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void finish(Exchange exchange) {
        lock.lock();
        try {
            exchange.done = true;
            current = null;
            if (exchange.abandoned) {
                exchange.wipe();
                lateAnswer.pending(false);
            }
        } catch (IOException e) {
            // The mark stays: another process waits for this key longer than it needs to, no more.
            exchange.failure = e;
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /** Closes at once, or, if a command is still on its way, returns at once and closes after it. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            boolean first = !closing;
            closing = true;
            changed.signalAll();
            if (worker == null) {
                if (first) {
                    connection.close();
                }
                return;
            }
            awaitClose();
            if (closeFailure != null) {
                throw closeFailure;
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitClose() {
        long left = CLOSE_PATIENCE_NANOS;
        try {
            while (!closed && current == null && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
