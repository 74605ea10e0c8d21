package ykaws.aws.rotate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Endpoints;
import ykaws.aws.UserAccessKey;
import ykaws.aws.files.LockFile;
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

        /** The new key is in use: what was made with the old one is to be forgotten. */
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
        try (LockFile alone = parts.journal().alone()) {
            Optional<RotationJournal.Entry> broken =
                    alone == null ? Optional.empty() : parts.journal().find(wish.profile());
            return broken.isPresent() ? resume(broken.get(), login) : begin(login);
        }
    }

    private RotationResult resume(RotationJournal.Entry entry, RotationLogin login) throws IOException {
        String current;
        try (AccessKeys keys = store.current()) {
            current = keys.accessKeyId();
        }
        if (!current.equals(entry.oldId())) {
            return finish(entry, login, false);
        }
        Optional<AccessKeys> staged = store.staged();
        if (staged.isPresent()) {
            wish.progress().step("going on with the new key " + staged.get().accessKeyId());
            login.prepare();
            try (AccessKeys keys = staged.get()) {
                return putToUse(entry, keys, login);
            }
        }
        login.prepare();
        removeLost(entry, login);
        parts.journal().strike(wish.profile());
        return begin(login);
    }

    /** A key that was made and whose secret nobody has: it is in no list of before. */
    private void removeLost(RotationJournal.Entry entry, RotationLogin login) throws IOException {
        for (UserAccessKey each : login.iam().listAccessKeys(entry.user())) {
            if (!entry.known().contains(each.id()) && !each.id().equals(entry.oldId())) {
                login.iam().deleteAccessKey(entry.user(), each.id());
                wish.progress().step("deleted " + each.id() + ", which a broken rotation left without its secret");
            }
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
        List<String> known = makeRoom(user, old, login);
        RotationJournal.Entry entry =
                new RotationJournal.Entry(wish.profile(), user, old, known, Optional.empty(), Optional.empty());
        parts.journal().write(entry);
        try (AccessKeys made = login.iam().createAccessKey(user)) {
            store.stage(made);
            wish.progress().step("made " + made.accessKeyId());
            return putToUse(entry, made, login);
        }
    }

    private String user(AccessKeys keys) throws IOException {
        CallerIdentity caller = parts.aws().sts(keys, wish.endpoints()).getCallerIdentity();
        return caller.userName()
                .orElseThrow(() -> new RotationException(
                        RotationException.Kind.NOT_A_USER,
                        "these are not the access keys of an IAM user: " + caller.arn(),
                        List.of()));
    }

    /** All ids of the user's, once there is room for another. */
    private List<String> makeRoom(String user, String old, RotationLogin login) throws IOException {
        List<String> known = new ArrayList<>();
        known.add(old);
        for (UserAccessKey each : login.iam().listAccessKeys(user)) {
            if (each.id().equals(old)) {
                continue;
            }
            if (each.active() || !wish.second().delete(each)) {
                throw secondKey(user, each, login);
            }
            login.iam().deleteAccessKey(user, each.id());
            wish.progress().step("deleted the inactive key " + each.id());
        }
        return known;
    }

    private static RotationException secondKey(String user, UserAccessKey key, RotationLogin login) throws IOException {
        String used;
        try {
            used = login.iam()
                    .accessKeyLastUsed(key.id())
                    .map(at -> "last used " + at)
                    .orElse("never used");
        } catch (AwsException e) {
            used = "its last use cannot be read";
        }
        String message = user + " has a second access key, and IAM allows two: " + key.id() + ", "
                + (key.active() ? "active" : "inactive") + ", made " + key.created() + ", " + used;
        String remedy = key.active()
                ? "find out who uses it; deactivate it and repeat with --replace-inactive"
                : "add --replace-inactive to delete it first";
        return new RotationException(RotationException.Kind.SECOND_KEY, message, List.of(remedy));
    }

    private RotationResult putToUse(RotationJournal.Entry entry, AccessKeys fresh, RotationLogin login)
            throws IOException {
        new Acceptance(parts, wish.endpoints()).await(fresh, entry.user());
        wish.progress().step("AWS accepts " + fresh.accessKeyId());
        store.promote();
        wish.progress().promoted();
        return finish(entry, login, true);
    }

    private RotationResult finish(RotationJournal.Entry entry, RotationLogin login, boolean made) throws IOException {
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> before = entry.due();
        if (!made && wish.grace().isEmpty() && before.isPresent() && now.isBefore(before.get())) {
            return result(entry, made, before);
        }
        login.prepare();
        Instant since = entry.deactivated().orElse(now);
        boolean there = true;
        if (entry.deactivated().isEmpty()) {
            there = sent(() -> login.iamOf(store).updateAccessKey(entry.user(), entry.oldId(), false));
            wish.progress().step("deactivated " + entry.oldId());
        }
        Instant due = wish.grace().map(since::plus).orElseGet(() -> before.orElse(since.plus(GRACE)));
        parts.journal().write(entry.deactivated(since, due));
        if (there && now.isBefore(due)) {
            return result(entry, made, Optional.of(due));
        }
        sent(() -> login.iamOf(store).deleteAccessKey(entry.user(), entry.oldId()));
        wish.progress().step("deleted " + entry.oldId());
        parts.journal().strike(wish.profile());
        return result(entry, made, Optional.empty());
    }

    /** A change of the old key. */
    private interface Change {
        void send() throws IOException;
    }

    /** False if the key is not there any more: somebody, or the run that broke off, deleted it. */
    private static boolean sent(Change change) throws IOException {
        try {
            change.send();
            return true;
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.NO_SUCH_ENTITY) {
                throw e;
            }
            return false;
        }
    }

    private RotationResult result(RotationJournal.Entry entry, boolean made, Optional<Instant> due) throws IOException {
        try (AccessKeys keys = store.current()) {
            return new RotationResult(entry.user(), keys.accessKeyId(), entry.oldId(), made, due);
        }
    }
}
