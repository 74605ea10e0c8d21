package ykaws.aws.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;
import ykaws.aws.SessionCredentials;
import ykaws.aws.TestSessions;
import ykaws.aws.UserAccessKey;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;

/** A user's keys at AWS, a vault, a journal, and how many touches there were. */
final class RotationTrial implements StagedKeys, RotationLogin.Source, KeyRotation.Progress {
    private static final Endpoints AWS = new Endpoints("us-east-1", null, null, null);

    /** The process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What happens at one moment of a run. */
    interface Moment {
        void at(String what) throws IOException;
    }

    final TestClock clock = new TestClock();
    final MemoryAws aws = new MemoryAws(clock);
    final RotationJournal journal;
    final List<String> moments = new ArrayList<>();
    Moment trap = what -> {};
    Optional<Duration> grace = Optional.of(Duration.ZERO);
    boolean mfa;
    boolean replace;
    int touches;
    int promotions;
    String current = "AKIADEV";

    @Nullable
    String staged;

    RotationTrial(Path folder, String name) {
        journal = new RotationJournal(folder.resolve(name).resolve("rotations"));
        aws.watch = (action, after) -> {
            try {
                moment((after ? "after " : "before ") + action);
            } catch (AwsException e) {
                throw e;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void moment(String what) throws IOException {
        moments.add(what);
        trap.at(what);
    }

    private static AccessKeys keys(String id) {
        return new AccessKeys(id, TestSessions.secret("secret of " + id));
    }

    @Override
    public AccessKeys current() {
        return keys(current);
    }

    @Override
    public Optional<AccessKeys> staged() {
        return Optional.ofNullable(staged).map(RotationTrial::keys);
    }

    @Override
    public void stage(AccessKeys keys) throws IOException {
        moment("before stage");
        staged = keys.accessKeyId();
        moment("after stage");
    }

    @Override
    public void promote() throws IOException {
        moment("before promote");
        current = java.util.Objects.requireNonNull(staged);
        staged = null;
        moment("after promote");
    }

    @Override
    public void drop() {
        staged = null;
    }

    @Override
    public Optional<SessionCredentials> session() {
        if (!mfa) {
            return Optional.empty();
        }
        touches++;
        return Optional.of(TestSessions.until(clock.instant().plusSeconds(3600)));
    }

    @Override
    public AccessKeys keys() {
        return keys(current);
    }

    @Override
    public void step(String line) throws IOException {
        moment("step " + line);
    }

    @Override
    public void promoted() {
        promotions++;
    }

    RotationResult run() throws IOException {
        KeyRotation.Parts parts = new KeyRotation.Parts(aws, clock, clock, journal);
        KeyRotation.Wish wish = new KeyRotation.Wish("dev", AWS, grace, key -> replace, this);
        try (RotationLogin login = new RotationLogin(aws, AWS, this)) {
            return new KeyRotation(parts, this, wish).run(login);
        }
    }

    /** One key, active, the one in the vault. */
    void assertDone(String why) throws IOException {
        assertThat(aws.keys.all.values()).as(why).extracting(UserAccessKey::id).containsExactly(current);
        assertThat(aws.keys.all.get(current).active()).as(why).isTrue();
        assertThat(current).as(why).isNotEqualTo("AKIADEV");
        assertThat(staged).as(why).isNull();
        assertThat(journal.find("dev")).as(why).isEmpty();
    }

    /** Whatever happened: what is in the vault works. */
    void assertNotStranded(String why) {
        assertThat(aws.keys.all.get(current)).as(why).isNotNull();
        assertThat(aws.keys.all.get(current).active()).as(why).isTrue();
    }
}
