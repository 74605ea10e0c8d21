package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Waiting;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.Faults;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;

/** Enrollments of the real program that are ended while the key waits for its touch, and while AWS is called. */
class EnrollInterruptedIT {
    private static final String ARN = "arn:aws:iam::123456789012:mfa/dev";

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    private List<String> changes() {
        try {
            StateFolder folder = new StateFolder(place.stateFolder().resolve("sandbox"));
            return CallLog.read(folder).stream()
                    .map(CallLog::action)
                    .filter(action -> action.contains("VirtualMFADevice") && !action.startsWith("List"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Program.Running waitingForATouch() {
        Program.Running running = ykaws().env("YKAWS_SANDBOX_TOUCH", "never").start("enroll", "dev");
        Waiting.until(() -> running.errSoFar().contains("waits in vain"), () -> "the wait for a touch");
        return running;
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** On a terminal of its own, with a local AWS that waits for the test before it enables or makes a device. */
    private void interruptedDuring(String action, Interruption interruption, String... takenBack) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Faults faults = new Faults().before(action, 1, () -> {
            arrived.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        StateFolder folder = new StateFolder(place.stateFolder().resolve("sandbox"));
        LocalAwsSettings settings =
                LocalAwsSettings.of(SandboxAws.template(), Clock.systemUTC()).withFaults(faults);
        try (LocalAws aws = LocalAws.start(folder, settings)) {
            aws.announce();
            try (PtyProgram person = PtyProgram.start(ykaws().env("YKAWS_SANDBOX_TOUCH", "auto"), "enroll", "dev")) {
                Waiting.until(() -> arrived.getCount() == 0, () -> action + "; the screen: " + person.screen());
                interruption.of(person);
                // The program has it before the answer comes.
                Thread.sleep(500);
                goOn.countDown();
                for (String step : takenBack) {
                    person.expect("taking back: " + step);
                }
                assertThat(person.exitCode()).as(person.screen()).isEqualTo(130);
            }
            assertThat(ykaws().run("oath", "list").expect(0).out()).doesNotContain(ARN);
            assertThat(changes()).last().isEqualTo("DeleteVirtualMFADevice");
        }
    }

    private interface Interruption {
        void of(PtyProgram person) throws Exception;
    }

    @Test
    void ctrlCWhileTheDeviceIsMade() throws Exception {
        interruptedDuring("CreateVirtualMFADevice", person -> person.ctrl('C'), "create");
    }

    @Test
    void ctrlCWhileTheDeviceIsEnabled() throws Exception {
        interruptedDuring("EnableMFADevice", person -> person.ctrl('C'), "enable", "put", "create");
    }

    @Test
    void aSignalOnATerminalWhileTheDeviceIsEnabled() throws Exception {
        interruptedDuring("EnableMFADevice", person -> signal("TERM", person.pid()), "enable", "put", "create");
    }

    @Test
    void ctrlCAtTheTouch() {
        try (PtyProgram person = PtyProgram.start(ykaws().env("YKAWS_SANDBOX_TOUCH", "never"), "enroll", "dev")) {
            person.expect("waits in vain").ctrl('C');
            person.expect("taking back: put").expect("taking back: create");
            assertThat(person.exitCode()).isEqualTo(130);
        }
        assertThat(changes()).containsExactly("CreateVirtualMFADevice", "DeleteVirtualMFADevice");
    }

    /** Not with INT: a test that was started in the background, as by a script, hands down that it is ignored. */
    @Test
    void aSignalTakesEverythingBack() throws Exception {
        try (Program.Running running = waitingForATouch()) {
            signal("TERM", running.pid());
            Outcome outcome = running.await();

            assertThat(outcome.code()).isEqualTo(130);
            assertThat(outcome.err()).contains("taking back: put", "taking back: create");
        }
        assertThat(changes()).containsExactly("CreateVirtualMFADevice", "DeleteVirtualMFADevice");
        assertThat(ykaws().run("oath", "list").expect(0).out()).doesNotContain(ARN);
    }

    @Test
    void afterKillNineTheNextRunFinishesIt() throws Exception {
        try (Program.Running running = waitingForATouch()) {
            signal("KILL", running.pid());
            running.await();
        }
        assertThat(changes()).containsExactly("CreateVirtualMFADevice");

        assertThat(ykaws().run("enroll", "dev").expect(0).out()).contains(ARN + " is now the MFA device of dev");

        assertThat(changes()).as("it is adopted").containsExactly("CreateVirtualMFADevice");
        ykaws().run("exec", "dev-role", "--", "true").expect(0);
        assertThat(ykaws().run("enroll", "dev").expect(0).out()).contains("already");
    }
}
