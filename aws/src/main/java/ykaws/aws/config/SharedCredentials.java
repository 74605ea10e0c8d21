package ykaws.aws.config;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.oath.Secret;

/**
 * Long-term keys that stand in the shared files in clear text: in the credentials file, else in the config file. Reads
 * the files at each call and keeps nothing.
 */
public final class SharedCredentials {
    static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";
    private static final String TOKEN = "aws_session_token";

    private final AwsFiles files;

    public SharedCredentials(AwsFiles files) {
        this.files = files;
    }

    /** Keys whose value no {@link Profile} holds. */
    static boolean isSecret(String key) {
        return key.equals(SECRET) || key.equals(TOKEN) || key.equals("aws_security_token");
    }

    /** The keys of that very profile; nothing if they carry a session token. The caller closes them. */
    public Optional<AccessKeys> find(String profile) throws ConfigException {
        Found found = look(profile);
        if (found == null || found.secret == null || found.id == null) {
            return Optional.empty();
        }
        Secret secret = Secret.takeOver(found.file.rawValue(found.secret));
        return Optional.of(new AccessKeys(found.file.text(found.id), secret));
    }

    /** Their public half. */
    public Optional<String> accessKeyId(String profile) throws ConfigException {
        Found found = look(profile);
        return found == null || found.id == null ? Optional.empty() : Optional.of(found.file.text(found.id));
    }

    /** The file in which {@link #find} finds them. */
    public Optional<Path> place(String profile) throws ConfigException {
        Found found = look(profile);
        return found == null ? Optional.empty() : Optional.of(found.file.path());
    }

    private @Nullable Found look(String profile) throws ConfigException {
        Found found = new Found(IniFile.read(files.credentials()));
        for (IniFile.Section section : found.file.sections()) {
            found.addIf(section.header().equals(profile), section);
        }
        if (found.id == null) {
            found = new Found(IniFile.read(files.config()));
            for (IniFile.Section section : found.file.sections()) {
                found.addIf(profile.equals(SectionName.inConfig(section.header())), section);
            }
        }
        return found.isLongTerm() ? found : null;
    }

    /** The entries of one profile in one file; the last one of a key counts. */
    private static final class Found {
        private final IniFile file;
        private IniFile.@Nullable Entry id;
        private IniFile.@Nullable Entry secret;
        private IniFile.@Nullable Entry token;

        private Found(IniFile file) {
            this.file = file;
        }

        private void addIf(boolean wanted, IniFile.Section section) {
            if (!wanted) {
                return;
            }
            for (IniFile.Entry entry : section.entries()) {
                switch (entry.key) {
                    case ID -> id = entry;
                    case SECRET -> secret = entry;
                    case TOKEN -> token = entry;
                    default -> {}
                }
            }
        }

        private boolean isLongTerm() {
            return id != null && secret != null && token == null;
        }
    }
}
