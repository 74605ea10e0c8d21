package ykaws.aws.config;

import java.util.Optional;
import ykaws.aws.AccessKeys;

/** Long-term keys in the shared files, in clear text. */
@SuppressWarnings("DoNotCallSuggester")
public final class SharedCredentials {
    public SharedCredentials(AwsFiles files) {}

    /** The keys of that very profile; nothing if they carry a session token. The caller closes them. */
    public Optional<AccessKeys> find(String profile) throws ConfigException {
        throw new UnsupportedOperationException();
    }

    /** Their public half. */
    public Optional<String> accessKeyId(String profile) throws ConfigException {
        throw new UnsupportedOperationException();
    }
}
