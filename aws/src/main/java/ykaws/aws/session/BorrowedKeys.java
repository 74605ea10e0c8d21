package ykaws.aws.session;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.config.ConfigException;

/** The long-term keys of a request, fetched when a call needs them: a vault stays locked if none does. */
final class BorrowedKeys implements AutoCloseable {
    private final KeySource source;
    private final SessionRequest.Keys wanted;
    private @Nullable AccessKeys keys;

    BorrowedKeys(KeySource source, SessionRequest.Keys wanted) {
        this.source = source;
        this.wanted = wanted;
    }

    /** Still owned by this holder. */
    AccessKeys get() throws IOException {
        AccessKeys fetched = keys;
        if (fetched == null) {
            fetched = source.keys(wanted.profile());
            keys = fetched;
        }
        if (!fetched.accessKeyId().equals(wanted.accessKeyId())) {
            // Their session would be cached under the name of the former keys.
            throw new ConfigException(
                    ConfigException.Kind.INVALID_VALUE,
                    "the access key of profile " + wanted.profile() + " was changed meanwhile: start again",
                    null);
        }
        return fetched;
    }

    @Override
    public void close() {
        if (keys != null) {
            keys.close();
        }
    }
}
