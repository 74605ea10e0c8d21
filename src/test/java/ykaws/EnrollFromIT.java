package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Waiting;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;

/** {@code enroll --from}, where it is long, ended half-way, or guided by a person. */
class EnrollFromIT {
    private static final int MANY = 500;

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1").env("YKAWS_SANDBOX_KEYS", "box");
    }

    private void users(String... names) throws IOException {
        ykaws().run(words(List.of("sandbox", "users"), List.of(names))).expect(0);
        Files.writeString(place.work().resolve("users.csv"), "user\n" + String.join("\n", names) + "\n");
    }

    private static String[] words(List<String> first, List<String> then) {
        return java.util.stream.Stream.concat(first.stream(), then.stream()).toArray(String[]::new);
    }

    private long calls(String action) throws IOException {
        return CallLog.read(new StateFolder(place.stateFolder().resolve("sandbox"))).stream()
                .filter(call -> call.action().equals(action))
                .count();
    }

    /** Where there is one, in a folder that no disk is behind: the software keys and the local AWS sync each change. */
    private static Path fastFolder(Place place) throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "ykaws-it-")
                : Files.createDirectory(place.root().resolve("many"));
    }

    /** With the local AWS in the same heap. */
    @Test
    void fiveHundredUsersFitASmallHeap() throws IOException {
        Path folder = fastFolder(place);
        try (Place memory = new Place(folder)) {
            List<String> names = IntStream.rangeClosed(1, MANY)
                    .mapToObj(number -> "user" + number)
                    .toList();
            Files.writeString(place.work().resolve("users.csv"), "user\n" + String.join("\n", names));
            ykaws().env("YKAWS_SANDBOX", memory.root().toString())
                    .run(words(List.of("sandbox", "users"), names))
                    .expect(0);

            Outcome outcome = ykaws().env("YKAWS_SANDBOX", memory.root().toString())
                    .javaOption("-Xmx32m")
                    .run("enroll", "--from", "users.csv", "--profile", "admin", "--no-touch", "-o", "json")
                    .expect(0);

            assertThat(outcome.outLines())
                    .hasSize(MANY)
                    .allMatch(line -> line.contains("\"outcome\":\"enrolled\""))
                    .last()
                    .asString()
                    .contains("\"user\":\"user500\"", "\"key\":30000500");
        }
    }

    private Program.Running waitingForATouch(String keys) {
        Program.Running running = ykaws().env("YKAWS_SANDBOX_TOUCH", "never")
                .env("YKAWS_SANDBOX_KEYS", keys)
                .start("enroll", "--from", "users.csv", "--profile", "admin");
        Waiting.until(() -> running.errSoFar().contains("waits in vain"), () -> "the wait for a touch");
        return running;
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aSignalTakesTheUserUnderWayBackAndStops() throws Exception {
        users("ann", "ben");
        try (Program.Running running = waitingForATouch("box")) {
            signal("TERM", running.pid());
            Outcome outcome = running.await();

            assertThat(outcome.code()).isEqualTo(130);
            assertThat(outcome.err())
                    .contains(
                            "ann: taking back: put",
                            "ann: taking back: create",
                            "ykaws: error: ann: interrupted",
                            "ykaws: error: interrupted; 2 users: 0 enrolled, 0 already, 1 failed, 1 not begun");
        }
        assertThat(calls("CreateVirtualMFADevice")).isEqualTo(1);
        assertThat(calls("DeleteVirtualMFADevice")).isEqualTo(1);
    }

    @Test
    void afterKillNineTheNextRunGoesOnWithTheSameKey() throws Exception {
        users("ann", "ben");
        try (Program.Running running = waitingForATouch("30000002")) {
            signal("KILL", running.pid());
            running.await();
        }

        Outcome outcome = ykaws().env("YKAWS_SANDBOX_KEYS", "30000001,30000002")
                .run("enroll", "--from", "users.csv", "--profile", "admin", "--no-input")
                .expect(0);

        assertThat(outcome.out())
                .contains("the MFA device of ann, on key 30000002", "the MFA device of ben, on key 30000001");
        assertThat(calls("CreateVirtualMFADevice")).as("ann's is adopted").isEqualTo(2);
        assertThat(calls("DeleteVirtualMFADevice")).isZero();
    }

    @Test
    void onATerminalKeysAreAskedForAndABarShowsHowFarItIs() throws IOException {
        users("ann", "ben");
        try (PtyProgram terminal = PtyProgram.start(
                ykaws().env("YKAWS_SANDBOX_TOUCH", "auto"), "enroll", "--from", "users.csv", "--profile", "admin")) {
            terminal.expect(".................... 1 of 2  ann")
                    .expect("ykaws: insert the next key, for ann (1 of 2); Ctrl-C ends")
                    .expect("is touched for the check of the code of ann")
                    .expect("is now the MFA device of ann, on key 30000001")
                    .expect("##########.......... 2 of 2  ben")
                    .expect("ykaws: insert the next key, for ben (2 of 2); Ctrl-C ends")
                    .expect("is now the MFA device of ben, on key 30000002")
                    .expect("2 users: 2 enrolled, 0 already, 0 failed");
            assertThat(terminal.exitCode()).isZero();
        }
    }
}
