package ykaws.aws.config;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes a profile's access key out of a shared file, both halves; every other byte of the file stays.
 *
 * @param inConfig whether sections are named as in the config file
 * @param accessKeyId what the file must still have: another key, which came meanwhile, stays
 */
record CredentialRemoval(String profile, boolean inConfig, String accessKeyId) {

    /** The file's new content; the former one where there is nothing to take out. */
    byte[] apply(IniFile file) {
        byte[] bytes = file.bytes();
        if (!accessKeyId.equals(present(file))) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        for (IniFile.Section section : file.sections()) {
            for (IniFile.Entry entry : section.entries()) {
                if (isMeant(section)
                        && (entry.key.equals(SharedCredentials.ID) || SharedCredentials.isSecret(entry.key))) {
                    out.write(bytes, from, entry.start - from);
                    from = entry.end;
                }
            }
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    /** Of several the last one counts. */
    private @Nullable String present(IniFile file) {
        String id = null;
        for (IniFile.Section section : file.sections()) {
            for (IniFile.Entry entry : section.entries()) {
                if (isMeant(section) && entry.key.equals(SharedCredentials.ID)) {
                    id = file.text(entry);
                }
            }
        }
        return id;
    }

    private boolean isMeant(IniFile.Section section) {
        return profile.equals(inConfig ? SectionName.inConfig(section.header()) : section.header());
    }
}
