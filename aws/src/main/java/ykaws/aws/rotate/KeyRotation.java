package ykaws.aws.rotate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Endpoints;
import ykaws.aws.UserAccessKey;
import ykaws.pcsc.Pause;

/**
 * A new access key in the place of the present one: made, stored beside it, proven, put to use; then the old one is
 * deactivated and, after a grace, deleted. At every moment the vault holds a key that works, and the run after a broken
 * one goes on where that stopped.
 */
public final class KeyRotation {
    private final Parts parts;
    private final StagedKeys store;
    private final Wish wish;

    /** What rotations work with. */
    public record Parts(AwsClients aws, InstantSource clock, Pause pause, RotationJournal journal) {}

    /**
     * What is wanted.
     *
     * @param grace how long the old key stays, deactivated; empty: as a former run said, else {@link #GRACE}
     * @param second what becomes of a second key that takes the new one's place
     * @param progress told of each step, in one lower case line
     */
    public record Wish(
            String profile, Endpoints endpoints, Optional<Duration> grace, SecondKey second, Progress progress) {}

    /** Hears of each step. */
    public interface Progress {
        void step(String line) throws IOException;

        /** The new key is in use: what was made with the old one is to be forgotten. Told again after a broken run. */
        void promoted() throws IOException;
    }

    /** Decides whether an inactive second key is deleted. */
    public interface SecondKey {
        /** True: delete it. False: the rotation is refused. */
        boolean delete(UserAccessKey key) throws IOException;
    }

    /** Long enough to notice that something else still used the old key. */
    public static final Duration GRACE = Duration.ofDays(1);

    public KeyRotation(Parts parts, StagedKeys store, Wish wish) {
        this.parts = parts;
        this.store = store;
        this.wish = wish;
    }

    /**
     * One run.
     *
     * @throws RotationException any kind
     * @throws AwsException what AWS refused; the run after it goes on from there
     */
    public RotationResult run(RotationLogin login) throws IOException {
        return parts.journal().alone(() -> {
            Optional<RotationJournal.Entry> broken = parts.journal().find(wish.profile());
            return broken.isPresent() ? resume(broken.get(), login) : begin(login);
        });
    }

    private RotationResult resume(RotationJournal.Entry entry, RotationLogin login) throws IOException {
        String current = currentId();
        if (entry.newId().filter(current::equals).isPresent()) {
            return finish(entry, login, false);
        }
        if (current.equals(entry.oldId())) {
            Optional<AccessKeys> staged = store.staged();
            login.prepare();
            if (staged.isEmpty()) {
                others(entry.user(), login).removeLost(entry.asked());
                return anew(login);
            }
            try (AccessKeys keys = staged.get()) {
                wish.progress().step("going on with the new key " + keys.accessKeyId());
                return goOn(entry, keys, login);
            }
        }
        wish.progress()
                .step("the keys of " + wish.profile() + " were replaced since " + entry.oldId()
                        + ", which is left alone: this rotation is one of " + current);
        return anew(login);
    }

    /** Somebody may have deleted the new key, or deactivated it, while the rotation lay still. */
    private RotationResult goOn(RotationJournal.Entry entry, AccessKeys staged, RotationLogin login)
            throws IOException {
        try {
            return putToUse(entry, staged, login);
        } catch (RotationException e) {
            boolean gone = e.kind() == RotationException.Kind.NOT_ACCEPTED
                    && !others(entry.user(), login).isActive(staged.accessKeyId());
            if (!gone) {
                throw e;
            }
            wish.progress().step("AWS no longer has the new key " + staged.accessKeyId() + " in use: another is made");
            return anew(login);
        }
    }

    private RotationResult anew(RotationLogin login) throws IOException {
        parts.journal().strike(wish.profile());
        return begin(login);
    }

    private OtherKeys others(String user, RotationLogin login) throws IOException {
        return new OtherKeys(login.iam(), user, wish);
    }

    private String currentId() throws IOException {
        try (AccessKeys keys = store.current()) {
            return keys.accessKeyId();
        }
    }

    private RotationResult begin(RotationLogin login) throws IOException {
        String user;
        String old;
        try (AccessKeys keys = store.current()) {
            old = keys.accessKeyId();
            user = user(keys);
        }
        login.prepare();
        List<String> known = others(user, login).makeRoom(old, leftover());
        store.drop();
        RotationJournal.Asked asked =
                new RotationJournal.Asked(known, parts.clock().instant());
        RotationJournal.Entry entry = RotationJournal.Entry.begun(wish.profile(), user, old, asked);
        parts.journal().write(entry);
        try (AccessKeys made = login.iam().createAccessKey(user)) {
            store.stage(made);
            wish.progress().step("made " + made.accessKeyId());
            return putToUse(entry, made, login);
        }
    }

    private Optional<String> leftover() throws IOException {
        Optional<AccessKeys> staged = store.staged();
        staged.ifPresent(AccessKeys::close);
        return staged.map(AccessKeys::accessKeyId);
    }

    private String user(AccessKeys keys) throws IOException {
        CallerIdentity caller = parts.aws().sts(keys, wish.endpoints()).getCallerIdentity();
        return caller.userName()
                .orElseThrow(() -> new RotationException(
                        RotationException.Kind.NOT_A_USER,
                        "these are not the access keys of an IAM user: " + caller.arn(),
                        List.of()));
    }

    private RotationResult putToUse(RotationJournal.Entry entry, AccessKeys fresh, RotationLogin login)
            throws IOException {
        new Acceptance(parts.pause()).prove(parts, wish.endpoints(), fresh, entry.user());
        wish.progress().step("AWS accepts " + fresh.accessKeyId());
        RotationJournal.Entry accepted = entry.accepted(fresh.accessKeyId());
        parts.journal().write(accepted);
        store.promote();
        return finish(accepted, login, true);
    }

    private RotationResult finish(RotationJournal.Entry entry, RotationLogin login, boolean made) throws IOException {
        if (entry.retirement().isEmpty()) {
            wish.progress().promoted();
        }
        Optional<Instant> due = new OldKey(parts, store, wish, entry).retire(login);
        return new RotationResult(entry.user(), currentId(), entry.oldId(), made, due);
    }
}
