package ykaws.aws.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AwsException;
import ykaws.aws.UserAccessKey;
import ykaws.aws.fake.TestClock;

/** Rotations that go well, and every way in which one may break off: the run after it ends right. */
class KeyRotationTest {
    @TempDir
    Path folder;

    @Test
    void oneRun() throws IOException {
        RotationTrial trial = new RotationTrial(folder, "one");
        trial.aws.keys.delay = 3;
        RotationResult result = trial.run();
        assertThat(result).isEqualTo(new RotationResult("dev", "AKIAMADE1", "AKIADEV", true, Optional.empty()));
        trial.assertDone("one run");
        assertThat(trial.promotions).isEqualTo(1);
        assertThat(trial.clock.instant()).as("three waits of 2 s").isEqualTo(TestClock.START.plusSeconds(6));
    }

    @Test
    void oneTouch() throws IOException {
        RotationTrial trial = new RotationTrial(folder, "mfa");
        trial.mfa = true;
        trial.run();
        trial.assertDone("with MFA");
        assertThat(trial.touches).isEqualTo(1);
    }

    @Test
    void theOldKeyHasItsGrace() throws IOException {
        RotationTrial trial = new RotationTrial(folder, "grace");
        trial.mfa = true;
        trial.grace = Optional.empty();
        Instant due = trial.clock.instant().plus(KeyRotation.GRACE);
        assertThat(trial.run().deleteAfter()).hasValue(due);
        assertThat(trial.aws.keys.all.get("AKIADEV").active()).isFalse();
        trial.assertNotStranded("in grace");
        // Before its time nothing happens, and nobody is asked for a touch.
        long calls = trial.aws.calls().size();
        RotationResult early = trial.run();
        assertThat(early.made()).isFalse();
        assertThat(early.deleteAfter()).hasValue(due);
        assertThat(trial.aws.calls()).hasSize((int) calls);
        assertThat(trial.touches).isEqualTo(1);
        trial.clock.pass(KeyRotation.GRACE);
        assertThat(trial.run().deleteAfter()).isEmpty();
        trial.assertDone("after the grace");
    }

    @Test
    void graceCanBeCutShort() throws IOException {
        RotationTrial trial = new RotationTrial(folder, "short");
        trial.grace = Optional.of(Duration.ofDays(7));
        trial.run();
        trial.grace = Optional.of(Duration.ZERO);
        assertThat(trial.run().deleteAfter()).isEmpty();
        trial.assertDone("cut short");
    }

    @Test
    void aSecondKeyIsNamedAndOnlyAnInactiveOneReplaced() throws IOException {
        RotationTrial trial = new RotationTrial(folder, "second");
        trial.aws.keys.all.put("AKIAOTHER", new UserAccessKey("AKIAOTHER", true, Instant.EPOCH));
        trial.aws.keys.used.put("AKIAOTHER", Instant.EPOCH);
        trial.replace = true;
        assertThatThrownBy(trial::run)
                .isInstanceOf(RotationException.class)
                .hasMessage("dev has a second access key, and IAM allows two: AKIAOTHER, active, made"
                        + " 1970-01-01T00:00:00Z, last used 1970-01-01T00:00:00Z");
        trial.aws.denied.add("GetAccessKeyLastUsed");
        trial.aws.keys.all.put("AKIAOTHER", new UserAccessKey("AKIAOTHER", false, Instant.EPOCH));
        trial.replace = false;
        assertThatThrownBy(trial::run).hasMessageEndingWith("its last use cannot be read");
        assertThat(trial.aws.count("CreateAccessKey")).isZero();
        assertThat(trial.journal.find("dev")).isEmpty();
        trial.replace = true;
        trial.run();
        trial.assertDone("replaced");
    }

    @Test
    void aKeyThatAwsNeverAcceptsChangesNothing() throws IOException {
        RotationTrial trial = new RotationTrial(folder, "never");
        trial.aws.keys.delay = 1000;
        assertThatThrownBy(trial::run)
                .isInstanceOfSatisfying(
                        RotationException.class,
                        e -> assertThat(e.kind()).isEqualTo(RotationException.Kind.NOT_ACCEPTED));
        assertThat(trial.current).isEqualTo("AKIADEV");
        trial.assertNotStranded("not accepted");
    }

    @Test
    void aDeniedCallIsRepeatedByTheNextRun() throws IOException {
        for (String action : List.of("CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey", "ListAccessKeys")) {
            RotationTrial trial = new RotationTrial(folder, "denied-" + action);
            trial.aws.denied.add(action);
            assertThatThrownBy(trial::run).as(action).isInstanceOf(AwsException.class);
            trial.assertNotStranded(action);
            trial.aws.denied.clear();
            trial.run();
            trial.assertDone(action);
        }
    }

    private static AwsException unreachable(String what) {
        return new AwsException(
                AwsException.Kind.UNREACHABLE,
                what,
                new AwsException.Answer(null, 0, "by order of the test", null),
                null);
    }

    /** At every moment of a run: killed, a call that does not reach AWS, an answer that is lost. */
    @Test
    void whereverItBreaksOffTheNextRunEndsRight() throws IOException {
        for (boolean mfa : new boolean[] {false, true}) {
            RotationTrial whole = new RotationTrial(folder, "whole" + mfa);
            whole.mfa = mfa;
            whole.run();
            assertThat(whole.moments).hasSizeGreaterThan(15);
            for (int i = 0; i < whole.moments.size(); i++) {
                for (boolean killed : new boolean[] {true, false}) {
                    String why = (killed ? "killed " : "failed ") + whole.moments.get(i) + " #" + i + " mfa " + mfa;
                    breakOff(i, killed, mfa, why);
                }
            }
        }
    }

    private void breakOff(int moment, boolean killed, boolean mfa, String why) throws IOException {
        RotationTrial trial = new RotationTrial(folder, why.replace(' ', '-'));
        trial.mfa = mfa;
        trial.trap = what -> {
            if (trial.moments.size() == moment + 1) {
                if (killed) {
                    throw new RotationTrial.Killed();
                }
                throw unreachable(what);
            }
        };
        boolean broke = false;
        try {
            trial.run();
        } catch (RotationTrial.Killed | AwsException e) {
            broke = true;
        }
        assertThat(broke).as(why).isTrue();
        trial.assertNotStranded(why);
        trial.trap = what -> {};
        trial.touches = 0;
        if (trial.journal.find("dev").isPresent()) {
            trial.run();
            assertThat(trial.touches).as(why).isLessThanOrEqualTo(1);
        } else if (trial.current.equals("AKIADEV")) {
            trial.run();
        }
        trial.assertDone(why);
    }
}
