package ykaws.aws.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.ConfigException;

/**
 * The profiles from the one that was asked for along source_profile to the one that has keys, or another source of
 * credentials.
 *
 * @param profiles in that order
 * @param accessKeyId of the last one; empty if it has no keys but a source
 */
record ProfileChain(List<String> profiles, String accessKeyId) {
    /** Where credentials can come from that ykaws does not follow. */
    private static final String[] REFUSED = {"aws_session_token", "login_session"};

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
                ProgramSetting own = ykaws(at, new SourceSettings(settings, profile));
                if (own == null) {
                    return withoutKeys(profiles, settings);
                }
                at = next(own, profiles);
            } else if (profiles.contains(source.text())) {
                throw source.fault(ConfigException.Kind.LOOP, "of profile " + at + " leads back to " + source.text());
            } else {
                at = source.text();
            }
        }
    }

    private static ProfileChain withoutKeys(List<String> profiles, Settings settings) throws ConfigException {
        String last = profiles.get(profiles.size() - 1);
        if (!new SourceSettings(settings, profiles.get(0)).has(last)) {
            throw noCredentials(last, settings);
        }
        return new ProfileChain(profiles, "");
    }

    /** A {@code credential_process} that is ykaws itself; null if it is another program, or none. */
    private static @Nullable ProgramSetting ykaws(String profile, SourceSettings sources) throws ConfigException {
        ProgramSetting program = sources.program(profile);
        return program == null || program.exportedProfile() == null ? null : program;
    }

    private static String next(ProgramSetting own, List<String> profiles) throws ConfigException {
        String named = own.exportedProfile();
        if (named == null || profiles.contains(named)) {
            throw own.fault(ConfigException.Kind.RECURSION, "asks ykaws for the credentials of " + named + " again");
        }
        return named;
    }

    boolean hasKeys() {
        return !accessKeyId.isEmpty();
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

    private static String instead(String key, String profile) {
        return key.equals("login_session")
                ? " is a sign-in of the AWS CLI, which ykaws does not read: another profile gets its credentials with"
                        + " credential_process = aws configure export-credentials --profile " + profile
                : " is a session that another program made: ykaws makes its own, from the keys of a source_profile";
    }

    private static ConfigException noCredentials(String profile, Settings settings) throws ConfigException {
        if (settings.profiles().get(profile).isEmpty()) {
            return new ConfigException(
                    ConfigException.Kind.NO_SUCH_PROFILE,
                    "profile " + profile + " is in no AWS config file, and no keys are stored for it",
                    null);
        }
        for (String key : REFUSED) {
            Value value = key.equals("aws_session_token") ? settings.own(profile, key) : settings.file(profile, key);
            if (value != null) {
                return value.fault(ConfigException.Kind.UNSUPPORTED, "of profile " + profile + instead(key, profile));
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
