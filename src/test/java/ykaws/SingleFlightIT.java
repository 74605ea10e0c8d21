package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Waiting;
import ykaws.pcsc.KeyLocks;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.TouchModes;

/**
 * Fifty processes that want the same session at the same moment. The test holds the key's lock until all of them wait,
 * which the kernel's list of locks tells; so nobody is just late and finds a cached session.
 */
@EnabledOnOs(OS.LINUX)
class SingleFlightIT {
    private static final int MANY = 50;

    private final Place place = Place.create();
    private int calls;
    private int touches;

    @BeforeEach
    void enroll() throws IOException {
        ykaws().run("enroll", "dev").expect(0);
        calls = CallLog.read(folder()).size();
        touches = touches();
    }

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1").javaOption("-Xmx48m");
    }

    private StateFolder folder() throws IOException {
        return new StateFolder(place.stateFolder().resolve("sandbox"));
    }

    private int touches() throws IOException {
        return SoftKeys.in(folder(), SoftKeys.Settings.of(TouchModes.never(ykaws.sandbox.Pause.SYSTEM)))
                .keys()
                .get(0)
                .summary()
                .touches();
    }

    private KeyLocks.Held keyLock() throws IOException {
        return new KeyLocks(folder().path().resolve("state/locks"), notice -> {})
                .acquire("ykaws sandbox YubiKey 12345678");
    }

    private List<Program.Running> start(int many) {
        List<Program.Running> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            all.add(ykaws().start("export", "--format", "json", "dev"));
        }
        return all;
    }

    private void expectOneFlight() throws IOException {
        assertThat(touches()).isEqualTo(touches + 1);
        List<CallLog> made = CallLog.read(folder());
        assertThat(made.subList(calls, made.size()))
                .hasSize(1)
                .allMatch(
                        call -> call.is("sts:GetSessionToken") && call.outcome().equals("OK"));
    }

    @Test
    void allShareOneTouchAndOneCall() throws IOException {
        List<Program.Running> all;
        try (KeyLocks.Held held = keyLock()) {
            assertThat(held).isNotNull();
            all = start(MANY);
            Waiting.until(() -> flights().waiting == MANY - 1, () -> "49 that wait: " + flights());
        }
        Set<String> answers = new HashSet<>();
        for (Program.Running each : all) {
            try (each) {
                answers.add(each.await().expect(0).out());
            }
        }
        assertThat(answers).hasSize(1).allMatch(answer -> answer.contains("\"SessionToken\":"));
        expectOneFlight();
    }

    @Test
    void theOneThatFliesIsKilledAndTheNextTakesOver() throws IOException {
        List<Program.Running> all;
        try (KeyLocks.Held held = keyLock()) {
            assertThat(held).isNotNull();
            all = start(MANY);
            Waiting.until(() -> flights().waiting == MANY - 1, () -> "49 that wait: " + flights());
            long first = flights().holder;
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Waiting.until(() -> flights().waiting == MANY - 2, () -> "48 that wait: " + flights());
            assertThat(flights().holder).isNotEqualTo(first);
        }
        Set<String> answers = new HashSet<>();
        List<Integer> codes = new ArrayList<>();
        for (Program.Running each : all) {
            try (each) {
                Outcome outcome = each.await();
                codes.add(outcome.code());
                if (outcome.code() == 0) {
                    answers.add(outcome.out());
                }
            }
        }
        assertThat(codes).filteredOn(code -> code == 0).hasSize(MANY - 1);
        assertThat(codes).filteredOn(code -> code == 137).hasSize(1);
        assertThat(answers).hasSize(1);
        expectOneFlight();
    }

    /** As behind one that was stopped: the person learns what nothing happens for, and can give up. */
    @Test
    void whoWaitsSaysSoAndCanBeInterrupted() throws IOException {
        ykaws().run("export", "--format", "json", "dev").expect(0);
        ykaws().run("clear").expect(0);
        try (FileChannel lock = FileChannel.open(onlyLock(), StandardOpenOption.WRITE);
                FileLock held = lock.lock();
                Program.Running gone = ykaws().start("-v", "export", "--format", "json", "dev");
                Program.Running patient = ykaws().start("-v", "export", "--format", "json", "dev")) {
            assertThat(held.isValid()).isTrue();
            for (Program.Running each : List.of(gone, patient)) {
                Waiting.until(
                        () -> each.errSoFar().contains("another ykaws gets this session: waiting for it"),
                        () -> "the notice: " + each.errSoFar());
            }
            Program.of(place, "kill", "-INT", Long.toString(gone.pid())).run().expect(0);
            gone.await().expect(130);
            held.release();
            patient.await().expect(0);
        }
    }

    private Path onlyLock() throws IOException {
        try (DirectoryStream<Path> locks =
                Files.newDirectoryStream(folder().path().resolve("state/flights"), "*.lock")) {
            return locks.iterator().next();
        }
    }

    /** Who has the lock of the one flight that there is, and how many wait for it. */
    private record Flight(long holder, int waiting) {}

    private Flight flights() {
        try {
            Path folder = folder().path().resolve("state/flights");
            long holder = 0;
            int waiting = 0;
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> locks = Files.newDirectoryStream(folder, "*.lock")) {
                    for (Path lock : locks) {
                        String inode = ":" + Files.getAttribute(lock, "unix:ino") + " ";
                        // 1: POSIX  ADVISORY  WRITE 4711 fe:01:1234 0 EOF; "->" after the number: it waits (proc(5)).
                        for (String line : Files.readAllLines(Path.of("/proc/locks"))) {
                            if (line.contains(inode) && line.contains("->")) {
                                waiting++;
                            } else if (line.contains(inode)) {
                                holder = Long.parseLong(line.trim().split("\\s+")[4]);
                            }
                        }
                    }
                }
            }
            return new Flight(holder, waiting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
