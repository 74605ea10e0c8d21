package ykaws.aws.rotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AwsException;
import ykaws.aws.UserAccessKey;
import ykaws.aws.fake.MemoryAws;

/** What others do to the keys while a rotation lies broken: nothing of theirs is deleted, and nobody is stuck. */
class RotationSafetyTest {
    @TempDir
    Path folder;

    private RotationTrial trial;

    @BeforeEach
    void aTrial() {
        trial = new RotationTrial(folder, "trial");
    }

    private void killedAt(String moment) {
        trial.trap = what -> {
            if (what.equals(moment)) {
                throw new RotationTrial.Killed();
            }
        };
        assertThatThrownBy(trial::run).isInstanceOf(RotationTrial.Killed.class);
        trial.trap = what -> {};
    }

    private void somebodyMakes(String id) {
        Instant now = trial.clock.instant();
        trial.aws.keys.all.put(id, new UserAccessKey(id, true, now));
    }

    private void assertSecondKeyIsLeft(String id) {
        assertThatThrownBy(trial::run)
                .isInstanceOfSatisfying(
                        RotationException.class, e -> assertThat(e.kind()).isEqualTo(RotationException.Kind.SECOND_KEY))
                .hasMessageContaining(id);
        assertThat(trial.aws.keys.all.get(id).active()).isTrue();
        trial.assertNotStranded(id);
    }

    @Test
    void aKeyThatSomebodyMadeLaterIsNotTakenForALostOne() {
        killedAt("before CreateAccessKey");
        trial.clock.pass(Duration.ofHours(1));
        somebodyMakes("AKIACOLLEAGUE");
        assertSecondKeyIsLeft("AKIACOLLEAGUE");
    }

    @Test
    void aKeyThatIsUsedIsNotTakenForALostOne() {
        killedAt("before CreateAccessKey");
        somebodyMakes("AKIACOLLEAGUE");
        trial.aws.keys.used.put("AKIACOLLEAGUE", trial.clock.instant());
        assertSecondKeyIsLeft("AKIACOLLEAGUE");
    }

    @Test
    void aLostKeyIsRemovedAlsoWhereItsUseCannotBeRead() throws IOException {
        killedAt("after CreateAccessKey");
        trial.aws.denied.add("GetAccessKeyLastUsed");
        trial.run();
        trial.assertDone("lost");
    }

    @Test
    void aNewKeyThatSomebodyDeletedIsMadeAgain() throws IOException {
        killedAt("after stage");
        trial.aws.keys.all.remove("AKIAMADE1");
        assertThat(trial.run().newId()).isEqualTo("AKIAMADE2");
        trial.assertDone("deleted");
    }

    @Test
    void aNewKeyThatSomebodyDeactivatedIsMadeAgain() throws IOException {
        killedAt("after stage");
        trial.aws.keys.all.put("AKIAMADE1", new UserAccessKey("AKIAMADE1", false, trial.clock.instant()));
        assertThat(trial.run().newId()).isEqualTo("AKIAMADE2");
        trial.assertDone("deactivated");
    }

    @Test
    void keysThatWerePutInByHandAreRotatedAndTheOldOneIsLeftAlone() throws IOException {
        killedAt("after stage");
        trial.aws.keys.all.remove("AKIADEV");
        somebodyMakes("AKIABYHAND");
        trial.current = "AKIABYHAND";
        RotationResult result = trial.run();
        assertThat(result.oldId()).isEqualTo("AKIABYHAND");
        trial.assertDone("by hand");
        assertThat(trial.moments).noneMatch(it -> it.contains("deactivated AKIADEV"));
    }

    @Test
    void withoutItsJournalTheVaultStillKnowsWhoseTheNewKeyIs() throws IOException {
        killedAt("after stage");
        Files.delete(folder.resolve("trial/rotations"));
        trial.run();
        trial.assertDone("no journal");
    }

    @Test
    void iamMayKnowTheNewKeyLaterThanStsDoes() throws IOException {
        for (int i = 0; i < 3; i++) {
            trial.aws.before("UpdateAccessKey", () -> {
                throw MemoryAws.error(AwsException.Kind.BAD_CREDENTIALS, "iam:UpdateAccessKey");
            });
        }
        trial.run();
        trial.assertDone("later");
        assertThat(trial.clock.pauses).containsOnly(Duration.ofSeconds(2)).hasSize(3);
    }

    @Test
    void theSessionsOfTheFormerKeyAreForgottenAlsoAfterAKill() throws IOException {
        killedAt("after promote");
        assertThat(trial.promotions).isZero();
        trial.grace = Optional.empty();
        trial.run();
        assertThat(trial.promotions).isEqualTo(1);
        trial.run();
        assertThat(trial.promotions).as("once").isEqualTo(1);
    }
}
