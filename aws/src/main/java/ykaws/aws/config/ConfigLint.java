package ykaws.aws.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the shared files for slips: what does not parse, what nobody reads, what is said twice. */
public final class ConfigLint {
    private final List<ConfigFault> faults = new ArrayList<>();

    private ConfigLint() {}

    /** What is wrong with the files' own words; {@link ReferenceLint} follows what they refer to. */
    public static List<ConfigFault> of(AwsFiles files) {
        ConfigLint lint = new ConfigLint();
        IniFile config = lint.read(files.config());
        IniFile credentials = lint.read(files.credentials());
        if (config != null) {
            lint.sections(config, true);
        }
        if (credentials != null) {
            lint.sections(credentials, false);
        }
        if (config != null && credentials != null) {
            lint.twice(config, credentials);
        }
        lint.faults.addAll(FileModes.of(files));
        return lint.faults;
    }

    private @Nullable IniFile read(java.nio.file.Path path) {
        try {
            return IniFile.read(path);
        } catch (ConfigException e) {
            faults.add(ConfigFault.of(e));
            return null;
        }
    }

    private void sections(IniFile file, boolean config) {
        Set<String> headers = new HashSet<>();
        for (IniFile.Section section : file.sections()) {
            if (!headers.add(section.header())) {
                faults.add(new ConfigFault(
                        true,
                        file.path(),
                        section.line(),
                        "[" + section.header() + "] is there twice, and the AWS CLI then refuses the whole file",
                        null));
            }
            String profile = config ? SectionName.inConfig(section.header()) : section.header();
            if (profile == null && !isOther(section.header())) {
                String meant = SectionName.header(section.header());
                faults.add(new ConfigFault(
                        false,
                        file.path(),
                        section.line(),
                        "nobody reads the section [" + section.header() + "]; is " + meant + " meant?",
                        null));
            }
            keys(file, section, profile != null);
        }
    }

    /** Sections of the config file that are no profiles. */
    private static boolean isOther(String header) {
        return header.startsWith("sso-session ")
                || header.startsWith("services ")
                || header.equals("plugins")
                || header.equals("preview");
    }

    private void keys(IniFile file, IniFile.Section section, boolean profile) {
        Set<String> keys = new HashSet<>();
        for (IniFile.Entry entry : section.entries()) {
            if (!keys.add(entry.key)) {
                faults.add(new ConfigFault(
                        true,
                        file.path(),
                        entry.line,
                        entry.key + " is there twice in [" + section.header()
                                + "], and the AWS CLI then refuses the whole file",
                        null));
            }
            if (profile && !KnownKeys.contains(entry.key)) {
                unknown(file, entry);
            }
        }
    }

    private void unknown(IniFile file, IniFile.Entry entry) {
        String near = KnownKeys.near(entry.key);
        if (near == null && KnownKeys.isForeign(entry.key)) {
            return;
        }
        String question = near == null ? "" : "; is " + near + " meant?";
        faults.add(
                new ConfigFault(false, file.path(), entry.line, "nobody knows the key " + entry.key + question, null));
    }

    /** The credentials file wins, which surprises whoever edits the other one. */
    private void twice(IniFile config, IniFile credentials) {
        Map<String, Integer> lines = new HashMap<>();
        for (IniFile.Section section : credentials.sections()) {
            section.entries().stream()
                    .filter(it -> it.key.equals("aws_access_key_id"))
                    .forEach(it -> lines.put(section.header(), it.line));
        }
        for (IniFile.Section section : config.sections()) {
            String profile = SectionName.inConfig(section.header());
            Integer line = profile == null ? null : lines.get(profile);
            for (IniFile.Entry entry : section.entries()) {
                if (line != null && entry.key.equals("aws_access_key_id")) {
                    faults.add(new ConfigFault(
                            false,
                            config.path(),
                            entry.line,
                            "profile " + profile + " has access keys here and in " + credentials.path() + ":" + line
                                    + ", which win",
                            null));
                }
            }
        }
    }
}
