package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Waiting;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.Faults;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;

/** Rotations of the real program that are killed between any two steps, and an AWS that is slow to know a new key. */
class RotateInterruptedIT {
    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    private StateFolder folder() throws IOException {
        return new StateFolder(place.stateFolder().resolve("sandbox"));
    }

    private static LocalAwsSettings settings() {
        return LocalAwsSettings.of(SandboxAws.template(), Clock.systemUTC());
    }

    /** Holds a call back while the program is killed; then it takes effect or not. */
    private final class Held implements Faults.Pause {
        private final AtomicInteger before;
        private final boolean takesEffect;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch killed = new CountDownLatch(1);

        Held(int number, boolean takesEffect) {
            this.before = new AtomicInteger(number);
            this.takesEffect = takesEffect;
        }

        @Override
        public void run() throws IOException {
            if (before.decrementAndGet() > 0) {
                return;
            }
            arrived.countDown();
            try {
                if (!killed.await(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("nobody was killed");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (!takesEffect) {
                throw new IOException("by order of the test");
            }
        }
    }

    private void kill(Held held) throws Exception {
        try (Program.Running running = ykaws().start("rotate", "dev", "--grace", "0s")) {
            Waiting.until(() -> held.arrived.getCount() == 0, () -> "the call; " + running.errSoFar());
            assertThat(new ProcessBuilder("kill", "-KILL", Long.toString(running.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            running.await();
        }
    }

    private long logged(String action) {
        try {
            return CallLog.read(folder()).stream()
                    .filter(call -> call.action().equals(action))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The call of that number, of those with that name. */
    @ParameterizedTest
    @CsvSource({
        "ListAccessKeys, 1, false",
        "CreateAccessKey, 1, false",
        "CreateAccessKey, 1, true",
        "GetCallerIdentity, 2, true",
        "UpdateAccessKey, 1, false",
        "UpdateAccessKey, 1, true",
        "DeleteAccessKey, 1, false",
        "DeleteAccessKey, 1, true"
    })
    void afterKillNineTheNextRunFinishesIt(String action, int number, boolean takesEffect) throws Exception {
        ykaws().run("list").expect(0);
        Held held = new Held(number, takesEffect);
        Faults faults = new Faults().before(action, number, held);
        try (LocalAws aws = LocalAws.start(folder(), settings().withFaults(faults))) {
            aws.announce();
            String old = aws.devKey().accessKeyId();
            kill(held);
            long before = logged(action);
            held.killed.countDown();
            if (takesEffect) {
                Waiting.until(() -> logged(action) > before, () -> action + " to take effect");
            }
            // Whatever happened, the person has keys that work.
            ykaws().run("export", "dev", "--no-session").expect(0);
            ykaws().run("exec", "dev", "--", "true").expect(0);

            Outcome outcome = ykaws().run("rotate", "dev", "--grace", "0s").expect(0);

            assertThat(aws.knows(old)).as(outcome.err()).isFalse();
            assertThat(outcome.out())
                    .isEqualTo("dev has the access key " + aws.devKey().accessKeyId() + "\n");
            assertThat(ykaws().run("exec", "dev", "--no-session", "--", "sh", "-c", "echo $AWS_ACCESS_KEY_ID")
                            .expect(0)
                            .out())
                    .isEqualTo(aws.devKey().accessKeyId() + "\n");
            // Nothing is left over: there is room for another, and no second key to be asked about.
            ykaws().run("rotate", "dev", "--grace", "0s").expect(0);
        }
    }

    @Test
    void aKeyThatAwsHearsOfLaterIsWaitedFor() throws Exception {
        ykaws().run("list").expect(0);
        try (LocalAws aws = LocalAws.start(folder(), settings().withKeyDelay(Duration.ofSeconds(3)))) {
            aws.announce();
            Outcome outcome = ykaws().run("rotate", "dev").expect(0);
            assertThat(outcome.err()).contains("AWS accepts").contains("deactivated");
            assertThat(CallLog.read(folder()))
                    .filteredOn(call -> call.is("sts:GetCallerIdentity"))
                    .extracting(CallLog::outcome)
                    .contains("InvalidClientTokenId")
                    .endsWith("OK");
        }
    }
}
