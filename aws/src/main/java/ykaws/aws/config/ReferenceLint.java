package ykaws.aws.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows what profiles refer to: other profiles, and where their credentials come from. */
public final class ReferenceLint {
    /** What a role's credentials can come from. */
    private static final List<String> SOURCES = List.of(
            "source_profile",
            "credential_source",
            "web_identity_token_file",
            "web_identity_token_process",
            "credential_process",
            "sso_session",
            "sso_start_url",
            "aws_access_key_id");

    private final ProfileSet profiles;
    private final Stored stored;
    private final List<ConfigFault> faults = new ArrayList<>();

    /** Which profiles have access keys, in whatever place. */
    public interface Stored {
        boolean has(String profile) throws IOException;
    }

    private ReferenceLint(ProfileSet profiles, Stored stored) {
        this.profiles = profiles;
        this.stored = stored;
    }

    /** What leads nowhere. Circles are found by whoever follows them. */
    public static List<ConfigFault> of(ProfileSet profiles, Stored stored) throws IOException {
        ReferenceLint lint = new ReferenceLint(profiles, stored);
        for (String name : profiles.names()) {
            Profile profile = profiles.get(name).orElseThrow();
            lint.target(profile, "source_profile");
            lint.target(profile, "include_profile");
            lint.role(profile);
        }
        return lint.faults;
    }

    private void target(Profile profile, String key) throws IOException {
        Setting target = profile.settings().get(key);
        boolean missing = target != null
                && !target.value().isEmpty()
                && profiles.get(target.value()).isEmpty()
                && !(key.equals("source_profile") && stored.has(target.value()));
        if (missing) {
            faults.add(ConfigFault.grave(
                    target,
                    key + " of profile " + profile.name() + " names " + target.value() + ", which does not exist"));
        }
    }

    private void role(Profile profile) throws IOException {
        Setting role = profile.settings().get("role_arn");
        if (role == null) {
            return;
        }
        Setting source = profile.settings().get("source_profile");
        Setting other = profile.settings().get("credential_source");
        if (source != null && other != null) {
            faults.add(ConfigFault.grave(
                    other,
                    "profile " + profile.name() + " has both source_profile and credential_source, of which the AWS CLI"
                            + " takes one only"));
        }
        if (!hasSource(profile.name()) && !stored.has(profile.name())) {
            faults.add(ConfigFault.grave(
                    role,
                    "profile " + profile.name() + " has a role_arn, and nothing to assume it with: no source_profile"));
        }
    }

    private boolean hasSource(String profile) {
        for (String key : SOURCES) {
            if (setting(profile, key) != null) {
                return true;
            }
        }
        return false;
    }

    /** Null also where a circle hides it, which is told elsewhere. */
    private @Nullable Setting setting(String profile, String key) {
        try {
            return profiles.setting(profile, key);
        } catch (ConfigException e) {
            return null;
        }
    }
}
