package ykaws.aws.enroll;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileEditor;
import ykaws.aws.config.ProfileSet;

/** The {@code mfa_serial} of all profiles. */
public final class ProfileSerials {
    private final AwsFiles files;

    public ProfileSerials(AwsFiles files) {
        this.files = files;
    }

    /** The devices that profiles name. */
    public Set<String> all() throws ConfigException {
        ProfileSet profiles = ProfileSet.read(files);
        Set<String> all = new LinkedHashSet<>();
        for (String each : profiles.names()) {
            profiles.get(each).flatMap(it -> it.get("mfa_serial")).ifPresent(all::add);
        }
        return all;
    }

    private List<String> naming(String serial) throws ConfigException {
        ProfileSet profiles = ProfileSet.read(files);
        List<String> naming = new ArrayList<>();
        for (String each : profiles.names()) {
            if (profiles.get(each)
                    .flatMap(it -> it.get("mfa_serial"))
                    .filter(serial::equals)
                    .isPresent()) {
                naming.add(each);
            }
        }
        return naming;
    }

    /** Takes a device out of every profile that names it; returns those. */
    List<String> remove(String serial) throws ConfigException {
        List<String> changed = naming(serial);
        for (String each : changed) {
            ProfileEditor.remove(files.config(), each, "mfa_serial", serial);
        }
        return changed;
    }

    /** Puts another device in its place. */
    void replace(String serial, String fresh) throws ConfigException {
        for (String each : naming(serial)) {
            ProfileEditor.set(files.config(), each, "mfa_serial", fresh);
        }
    }
}
