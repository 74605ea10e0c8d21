package ykaws.aws.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.ConfigException;

/**
 * The profiles from the one that was asked for along source_profile to the one that has keys.
 *
 * @param profiles in that order
 * @param accessKeyId of the last one
 */
record ProfileChain(List<String> profiles, String accessKeyId) {
    /** Where credentials can come from that ykaws does not follow yet, in the order in which others look. */
    private static final String[] NOT_YET = {
        "aws_session_token",
        "sso_session",
        "sso_start_url",
        "web_identity_token_file",
        "web_identity_token_process",
        "credential_process",
        "credential_source",
        "login_session"
    };

    static ProfileChain of(String profile, Settings settings, KeyIndex keys) throws IOException {
        List<String> profiles = new ArrayList<>();
        String at = profile;
        while (true) {
            profiles.add(at);
            Optional<String> id = keys.accessKeyId(at);
            if (id.isPresent()) {
                return new ProfileChain(profiles, id.get());
            }
            Value source = source(at, settings, keys);
            if (source == null) {
                throw noCredentials(at, settings);
            }
            if (profiles.contains(source.text())) {
                throw source.fault(ConfigException.Kind.LOOP, "of profile " + at + " leads back to " + source.text());
            }
            at = source.text();
        }
    }

    String keysProfile() {
        return profiles.get(profiles.size() - 1);
    }

    /** Null if the profile has no source, or itself, or one that does not exist: aws-vault ignores these two. */
    private static @Nullable Value source(String profile, Settings settings, KeyIndex keys) throws IOException {
        Value source = settings.file(profile, "source_profile");
        if (source == null || source.text().equals(profile)) {
            return null;
        }
        boolean exists = settings.profiles().get(source.text()).isPresent()
                || keys.accessKeyId(source.text()).isPresent();
        return exists ? source : null;
    }

    private static ConfigException noCredentials(String profile, Settings settings) throws ConfigException {
        if (settings.profiles().get(profile).isEmpty()) {
            return new ConfigException(
                    ConfigException.Kind.NO_SUCH_PROFILE,
                    "profile " + profile + " is in no AWS config file, and no keys are stored for it",
                    null);
        }
        for (String key : NOT_YET) {
            Value value = key.equals("aws_session_token") ? settings.own(profile, key) : settings.file(profile, key);
            if (value != null) {
                return value.fault(ConfigException.Kind.UNSUPPORTED, "of profile " + profile + " is not supported yet");
            }
        }
        Value source = settings.file(profile, "source_profile");
        if (source != null && !source.text().equals(profile)) {
            return source.fault(
                    ConfigException.Kind.NO_CREDENTIALS,
                    "of profile " + profile + " names " + source.text() + ", which does not exist");
        }
        return new ConfigException(
                ConfigException.Kind.NO_CREDENTIALS,
                "profile " + profile + " has no keys, and names no source_profile",
                null);
    }
}
