package ykaws.aws.rotate;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.UserAccessKey;

/** The user's keys besides the one that is rotated. IAM allows two, so that there must be none. */
final class OtherKeys {
    private final Iam iam;
    private final String user;
    private final KeyRotation.Wish wish;

    OtherKeys(Iam iam, String user, KeyRotation.Wish wish) {
        this.iam = iam;
        this.user = user;
        this.wish = wish;
    }

    /** Whether that key is there, and active. */
    boolean isActive(String id) throws IOException {
        for (UserAccessKey each : iam.listAccessKeys(user)) {
            if (each.id().equals(id)) {
                return each.active();
            }
        }
        return false;
    }

    /**
     * Deletes a key that a broken rotation made and whose secret nobody has. Somebody may have made one of their own
     * since: a key that came at another time, or that was ever used, is not it.
     */
    void removeLost(RotationJournal.Asked asked) throws IOException {
        for (UserAccessKey each : iam.listAccessKeys(user)) {
            if (asked.mayHaveMade(each) && isUnused(each)) {
                delete(each, "which a broken rotation left without its secret");
            }
        }
    }

    private boolean isUnused(UserAccessKey key) throws IOException {
        try {
            return iam.accessKeyLastUsed(key.id()).isEmpty();
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.DENIED) {
                throw e;
            }
            return true;
        }
    }

    /**
     * Sees to it that there is room for a new key.
     *
     * @param old the key that is rotated
     * @param never a key that a broken rotation put into the vault and never to use
     * @return the ids of the keys that there are
     * @throws RotationException SECOND_KEY
     */
    List<String> makeRoom(String old, Optional<String> never) throws IOException {
        List<String> known = new ArrayList<>();
        known.add(old);
        for (UserAccessKey each : iam.listAccessKeys(user)) {
            if (each.id().equals(old)) {
                continue;
            }
            if (never.filter(each.id()::equals).isPresent()) {
                delete(each, "which a broken rotation made and never put to use");
            } else if (!each.active() && wish.second().delete(each)) {
                delete(each, "which was inactive");
            } else {
                throw secondKey(each);
            }
        }
        return known;
    }

    private void delete(UserAccessKey key, String why) throws IOException {
        iam.deleteAccessKey(user, key.id());
        wish.progress().step("deleted " + key.id() + ", " + why);
    }

    private RotationException secondKey(UserAccessKey key) {
        String message = user + " has a second access key, and IAM allows two: " + key.id() + ", "
                + (key.active() ? "active" : "inactive") + ", made " + key.created() + ", " + lastUse(key);
        String remedy = key.active()
                ? "find out who uses it; deactivate it and repeat with --replace-inactive"
                : "add --replace-inactive to delete it first";
        return new RotationException(RotationException.Kind.SECOND_KEY, message, List.of(remedy));
    }

    private String lastUse(UserAccessKey key) {
        try {
            Optional<Instant> used = iam.accessKeyLastUsed(key.id());
            return used.map(at -> "last used " + at).orElse("never used");
        } catch (AwsException e) {
            return "its last use cannot be read";
        }
    }
}
