package ykaws.aws.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All profiles of the shared config and credentials files. */
@SuppressWarnings("DoNotCallSuggester")
public final class ProfileSet {
    private ProfileSet() {}

    /** A missing file counts as empty. */
    public static ProfileSet read(AwsFiles files) throws ConfigException {
        throw new UnsupportedOperationException();
    }

    /** In the order of the files. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    public Optional<Profile> get(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * The value that holds for a profile: its own, else that of its include_profile, and so on; a chain without
     * include_profile ends at {@code [default]}.
     *
     * @throws ConfigException LOOP if include_profile leads back
     */
    public @Nullable Setting setting(String profile, String key) throws ConfigException {
        throw new UnsupportedOperationException();
    }
}
