package ykaws.aws.config;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ykaws.aws.files.DurableFile;
import ykaws.aws.files.LockFile;

/**
 * Changes one key of one profile, and no other byte of the file.
 *
 * <p>The file may be a link (a folder of dotfiles): its target is replaced, the link stays. Mode and owner are kept.
 */
public final class ProfileEditor {
    private static final int OWNER_WRITES = 0200;
    private static final int LONGEST_CHAIN = 40;

    private ProfileEditor() {}

    /**
     * Sets a key; makes the section and the file where they are missing.
     *
     * @throws ConfigException READ_ONLY with the lines to add, if the file can't be changed; SYNTAX if it can't be
     *     understood, and is then left alone; INVALID_VALUE for what the file's grammar can't hold
     */
    public static void set(Path configFile, String profile, String key, String value) throws ConfigException {
        refuse(profile, "the profile's name", "[]\"'");
        refuse(key, "the key", " \t[]=:#;");
        refuse(value, "the value of " + key, "");
        List<String> lines = List.of(SectionName.header(profile), key + " = " + value);
        change(configFile, lines, new IniEdit(profile, key, value)::apply);
    }

    /**
     * Takes a key out of a profile, if it has that value there; another one stays.
     *
     * @throws ConfigException READ_ONLY with the lines of which the second is to be removed; SYNTAX as {@link #set}
     */
    public static void remove(Path configFile, String profile, String key, String value) throws ConfigException {
        if (Files.exists(configFile)) {
            List<String> lines = List.of(SectionName.header(profile), key + " = " + value);
            change(configFile, lines, new IniRemoval(profile, key, value)::apply);
        }
    }

    /**
     * Takes a profile's access key, both halves, out of one of the two files, if it is still that key there.
     *
     * @param file one of {@code files}
     * @throws ConfigException READ_ONLY with the lines that stay; SYNTAX as {@link #set}
     */
    public static void removeAccessKey(AwsFiles files, Path file, String profile, String accessKeyId)
            throws ConfigException {
        boolean inConfig = file.equals(files.config());
        List<String> lines = List.of(inConfig ? SectionName.header(profile) : "[" + profile + "]");
        change(file, lines, new CredentialRemoval(profile, inConfig, accessKeyId)::apply);
    }

    /** What becomes of the file's bytes. */
    private interface Change {
        byte[] apply(IniFile former);
    }

    private static void change(Path configFile, List<String> lines, Change change) throws ConfigException {
        Path target = configFile;
        try {
            target = resolve(configFile);
            makeFolder(target);
            Path file = target;
            LockFile.holding(
                    target.resolveSibling("." + target.getFileName() + ".ykaws-lock"), () -> edit(file, change));
        } catch (ConfigException e) {
            throw e;
        } catch (IOException e) {
            throw ConfigException.readOnly(target, lines, e);
        }
    }

    private static boolean edit(Path file, Change change) throws IOException {
        IniFile former = IniFile.read(file);
        byte[] edited = change.apply(former);
        if (!Files.exists(file)) {
            DurableFile.replace(file, edited);
            return true;
        }
        if (!isUnix()) {
            DurableFile.replace(file, edited);
            return true;
        }
        Map<String, Object> look = Files.readAttributes(file, "unix:uid,gid,mode");
        int mode = (Integer) look.get("mode");
        // A rename needs only the folder's permission; who made the file read-only meant it, though.
        if ((mode & OWNER_WRITES) == 0 || !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        DurableFile.replace(file, edited, fresh -> {
            Files.setAttribute(fresh, "unix:mode", mode & 07777);
            keep(fresh, "unix:uid", look.get("uid"));
            keep(fresh, "unix:gid", look.get("gid"));
        });
        return true;
    }

    private static void keep(Path fresh, String attribute, Object value) throws IOException {
        if (!value.equals(Files.getAttribute(fresh, attribute))) {
            Files.setAttribute(fresh, attribute, value);
        }
    }

    private static boolean isUnix() {
        return java.nio.file.FileSystems.getDefault()
                .supportedFileAttributeViews()
                .contains("unix");
    }

    /** The file at the end of a chain of links, which need not exist yet. */
    private static Path resolve(Path file) throws IOException {
        Path at = file.toAbsolutePath();
        for (int i = 0; i < LONGEST_CHAIN && Files.isSymbolicLink(at); i++) {
            at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
        }
        if (Files.exists(at, NOFOLLOW_LINKS) && !Files.isRegularFile(at, NOFOLLOW_LINKS)) {
            throw new AccessDeniedException(at.toString(), null, "not a file");
        }
        return at;
    }

    private static void makeFolder(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(folder, DurableFile.ownerOnly("rwx------"));
        }
    }

    private static void refuse(String text, String what, String forbidden) throws ConfigException {
        boolean fits = !text.isEmpty() && text.equals(text.strip()) && !text.contains(" #") && !text.contains(" ;");
        for (int i = 0; fits && i < text.length(); i++) {
            fits = !Character.isISOControl(text.charAt(i)) && forbidden.indexOf(text.charAt(i)) < 0;
        }
        if (!fits || text.getBytes(StandardCharsets.UTF_8).length > 4096) {
            throw new ConfigException(
                    ConfigException.Kind.INVALID_VALUE, what + " can't be written to the AWS config file", null);
        }
    }
}
