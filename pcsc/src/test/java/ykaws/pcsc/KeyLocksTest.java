package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.Await;
import ykaws.pcsc.kit.ChildJvm;

class KeyLocksTest {
    private static final String READER = "Yubico YubiKey OTP+FIDO+CCID 00 00";

    @TempDir
    Path temp;

    private final List<String> notices = new CopyOnWriteArrayList<>();

    private Path folder() {
        return temp.resolve("state").resolve("locks");
    }

    private KeyLocks locks() {
        return new KeyLocks(folder(), notices::add);
    }

    /** Another ykaws: holds the lock until its stdin ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            KeyLocks locks = new KeyLocks(Path.of(arguments[0]), System.out::println);
            try (KeyLocks.Held held = locks.acquire(READER)) {
                held.pending(arguments.length > 1);
                System.out.println("held");
                System.in.readAllBytes();
                if (arguments.length > 1) {
                    Runtime.getRuntime().halt(130);
                }
            }
            System.out.println("let go");
        }
    }

    private ChildJvm holder(String... more) throws IOException {
        String[] arguments = new String[1 + more.length];
        arguments[0] = folder().toString();
        System.arraycopy(more, 0, arguments, 1, more.length);
        return ChildJvm.start(Holder.class, Map.of(), arguments);
    }

    @Test
    void oneThreadAtATime() throws Exception {
        KeyLocks.Held held = locks().acquire(READER);
        assertThat(locks().tryAcquire(READER)).isEmpty();
        assertThat(notices).isEmpty();
        FutureTask<KeyLocks.Held> waiting = new FutureTask<>(() -> locks().acquire(READER));
        Thread thread = new Thread(waiting);
        thread.start();
        Await.until("the other waits", () -> thread.getState() == Thread.State.WAITING);
        assertThat(notices).containsExactly("the key is still busy with an earlier command");
        held.close();
        waiting.get().close();
        held.close();
        locks().tryAcquire(READER).orElseThrow().close();
    }

    @Test
    void keysDoNotWaitForEachOther() throws Exception {
        try (KeyLocks.Held one = locks().acquire(READER);
                KeyLocks.Held other = locks().acquire("Yubico YubiKey OTP+FIDO+CCID 01 00")) {
            assertThat(one).isNotSameAs(other);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void aWaitForAThreadCanBeInterrupted() throws Exception {
        try (KeyLocks.Held held = locks().acquire(READER)) {
            assertThat(held.leftBehind()).isFalse();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> locks().acquire(READER))
                    .isInstanceOfSatisfying(
                            PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void oneProcessAtATime() throws Exception {
        try (ChildJvm other = holder()) {
            other.awaitLine("held");
            assertThat(locks().tryAcquire(READER)).isEmpty();
            assertThat(notices).isEmpty();
            FutureTask<KeyLocks.Held> waiting = new FutureTask<>(() -> locks().acquire(READER));
            new Thread(waiting).start();
            Await.until("a notice", () -> !notices.isEmpty());
            assertThat(notices).containsExactly("another ykaws waits for a touch");
            assertThat(waiting.isDone()).isFalse();
            other.proceed();
            waiting.get().close();
            assertThat(other.exitCode()).isZero();
        }
    }

    @Test
    void theOtherProcessWaitsForUs() throws Exception {
        KeyLocks.Held held = locks().acquire(READER);
        try (ChildJvm other = holder()) {
            other.awaitLine("another ykaws waits for a touch");
            held.close();
            other.awaitLine("held");
        }
    }

    @Test
    void aProcessThatIsKilledLetsGo() throws Exception {
        try (ChildJvm other = holder()) {
            other.awaitLine("held");
        }
        try (KeyLocks.Held held = locks().acquire(READER)) {
            assertThat(held.leftBehind()).isFalse();
        }
    }

    @Test
    void aProcessThatEndsInTheMiddleOfATouchIsRemembered() throws Exception {
        try (ChildJvm other = holder("touch")) {
            other.awaitLine("held");
            other.proceed();
            assertThat(other.exitCode()).isEqualTo(130);
        }
        try (KeyLocks.Held held = locks().acquire(READER)) {
            assertThat(held.leftBehind()).isTrue();
            held.pending(false);
        }
        try (KeyLocks.Held held = locks().acquire(READER)) {
            assertThat(held.leftBehind()).isFalse();
        }
    }

    @Test
    void aWaitForAProcessCanBeInterrupted() throws Exception {
        try (ChildJvm other = holder()) {
            other.awaitLine("held");
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiting = new Thread(() -> {
                try {
                    locks().acquire(READER).close();
                } catch (IOException e) {
                    thrown.set(e);
                }
            });
            waiting.start();
            Await.until("a notice", () -> !notices.isEmpty());
            waiting.interrupt();
            waiting.join();
            assertThat(thrown.get())
                    .isInstanceOfSatisfying(
                            PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
        }
        locks().acquire(READER).close();
    }

    @Test
    void filesAreOurs() throws Exception {
        locks().acquire("../../Reader/0").close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder())) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(all.get(0))))
                    .isEqualTo("rw-------");
            assertThat(all.get(0).getFileName().toString()).matches("key-______Reader_0-[0-9a-f]+\\.lock");
        }
    }

    @Test
    void aFolderThatCannotBeMade() throws Exception {
        Files.writeString(temp.resolve("state"), "a file");
        assertThatThrownBy(() -> locks().acquire(READER))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCK_FILE))
                .hasMessageContaining(folder().toString());
        Files.delete(temp.resolve("state"));
        locks().acquire(READER).close();
    }

    @Test
    void aLinkInThePlaceOfTheFileIsNotFollowed() throws Exception {
        locks().acquire(READER).close();
        Path file;
        try (var files = Files.list(folder())) {
            file = files.findFirst().orElseThrow();
        }
        Path elsewhere = Files.writeString(temp.resolve("elsewhere"), "content");
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> locks().acquire(READER))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCK_FILE));
        assertThat(elsewhere).hasContent("content");
    }
}
