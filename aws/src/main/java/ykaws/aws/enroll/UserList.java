package ykaws.aws.enroll;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import ykaws.aws.AwsException;
import ykaws.aws.MfaDevice;

/** ListMFADevices where it may be asked: whoever enrols by hand often may not. */
final class UserList {
    private final Enrollment.Parts parts;
    private final ManualWish wish;

    UserList(Enrollment.Parts parts, ManualWish wish) {
        this.parts = parts;
        this.wish = wish;
    }

    /** Whether there is anybody to ask as. */
    boolean mayAsk() {
        return wish.access() != null;
    }

    /** The user's devices; empty where IAM doesn't say. */
    Optional<List<MfaDevice>> ask(Consumer<AwsException> refused) {
        ManualWish.Access access = wish.access();
        if (access == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parts.aws()
                    .iam(access.login().keys(), access.login().endpoints())
                    .listAllMfaDevices(access.user()));
        } catch (AwsException e) {
            refused.accept(e);
            return Optional.empty();
        }
    }

    /** Whether the device is the user's; empty where IAM doesn't say. */
    Optional<Boolean> hasDevice(Consumer<AwsException> refused) {
        String serial = wish.serial().text();
        return ask(refused)
                .map(all -> all.stream().anyMatch(each -> each.serial().equals(serial)));
    }
}
