package ykaws.aws.config;

import java.io.ByteArrayOutputStream;

/** Takes a key out of a profile where it has a certain value; every other byte of the file stays. */
record IniRemoval(String profile, String key, String value) {

    /** The file's new content; the former one where there is nothing to take out. */
    byte[] apply(IniFile file) {
        byte[] bytes = file.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        int from = 0;
        for (IniFile.Section section : file.sections()) {
            for (IniFile.Entry entry : section.entries()) {
                boolean meant = profile.equals(SectionName.inConfig(section.header()))
                        && entry.key.equals(key)
                        && file.setting(entry).value().equals(value);
                if (meant) {
                    out.write(bytes, from, entry.start - from);
                    from = entry.end;
                }
            }
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }
}
