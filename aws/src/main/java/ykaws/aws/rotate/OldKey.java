package ykaws.aws.rotate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import ykaws.aws.AwsException;

/** The end of a rotation: the key that was replaced is deactivated and, after its grace, deleted. */
final class OldKey {
    private final KeyRotation.Parts parts;
    private final StagedKeys store;
    private final KeyRotation.Wish wish;
    private final RotationJournal.Entry entry;

    OldKey(KeyRotation.Parts parts, StagedKeys store, KeyRotation.Wish wish, RotationJournal.Entry entry) {
        this.parts = parts;
        this.store = store;
        this.wish = wish;
        this.entry = entry;
    }

    /** When it may be deleted; empty: it is. */
    Optional<Instant> retire(RotationLogin login) throws IOException {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> due = entry.retirement().map(RotationJournal.Retirement::due);
        if (wish.grace().isEmpty() && due.filter(now::isBefore).isPresent()) {
            return due;
        }
        login.prepare();
        boolean there = entry.retirement().isPresent() || deactivated(login);
        Instant since =
                entry.retirement().map(RotationJournal.Retirement::since).orElse(now);
        Duration usual = due.map(end -> Duration.between(since, end)).orElse(KeyRotation.GRACE);
        Instant end = since.plus(wish.grace().orElse(usual));
        parts.journal().write(entry.retired(new RotationJournal.Retirement(since, end)));
        if (there && now.isBefore(end)) {
            return Optional.of(end);
        }
        if (there) {
            sent(() -> login.iamOf(store).deleteAccessKey(entry.user(), entry.oldId()));
        }
        wish.progress().step("deleted " + entry.oldId());
        parts.journal().strike(wish.profile());
        return Optional.empty();
    }

    private boolean deactivated(RotationLogin login) throws IOException {
        boolean there = sent(() -> login.iamOf(store).updateAccessKey(entry.user(), entry.oldId(), false));
        if (there) {
            wish.progress().step("deactivated " + entry.oldId());
        }
        return there;
    }

    /** A change of the old key. */
    private interface Change {
        void send() throws IOException;
    }

    /** False if the key is not there any more: somebody, or the run that broke off, deleted it. */
    private boolean sent(Change change) throws IOException {
        try {
            // STS may know the new key before IAM does.
            new Acceptance(parts.pause()).patiently(() -> {
                change.send();
                return true;
            });
            return true;
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.NO_SUCH_ENTITY) {
                throw e;
            }
            return false;
        }
    }
}
