package ykaws.aws.awsvault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ykaws.aws.AccessKeys;
import ykaws.aws.awsvault.AwsVaultException.Kind;
import ykaws.oath.Secret;

/** aws-vault's file backend: a folder with one encrypted file for each profile and session. */
public final class AwsVaultFiles {
    private static final long LARGEST = 1L << 20;

    private final Path folder;

    /** @param folder need not exist */
    public AwsVaultFiles(Path folder) {
        this.folder = folder;
    }

    /** The folder that aws-vault takes: {@code AWS_VAULT_FILE_DIR}, else {@code ~/.awsvault/keys}. */
    public static Path folder(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("AWS_VAULT_FILE_DIR", "");
        if (named.isEmpty()) {
            return home.resolve(".awsvault/keys");
        }
        return named.startsWith("~/") ? home.resolve(named.substring(2)) : Path.of(named);
    }

    public Path folder() {
        return folder;
    }

    /** The profiles whose keys are there, sorted; nothing is decrypted for that. */
    public List<String> profiles() throws IOException {
        return List.copyOf(files().keySet());
    }

    /**
     * A profile's keys. The caller closes them.
     *
     * @throws AwsVaultException MISSING, LOCKED, DAMAGED
     */
    public AccessKeys keys(String profile, Secret passphrase) throws IOException {
        Path file = files().get(profile);
        if (file == null) {
            throw new AwsVaultException(Kind.MISSING, "aws-vault has no keys of " + profile + " in " + folder, null);
        }
        // What is not base64 is refused there.
        String compact = Files.readString(file, StandardCharsets.ISO_8859_1);
        byte[] item = Jwe.open(file.getFileName().toString(), compact, passphrase);
        try {
            return AwsVaultItem.keys(profile, item);
        } finally {
            Arrays.fill(item, (byte) 0);
        }
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(all::add);
        }
        for (Path each : all) {
            String name = decoded(each.getFileName().toString());
            boolean small = Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS) && Files.size(each) <= LARGEST;
            if (small && !name.startsWith(".") && AwsVaultItem.isCredentials(name)) {
                found.put(name, each);
            }
        }
        return found;
    }

    /** A slash in a profile's name is {@code %2F} in the file's. */
    private static String decoded(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            boolean escape = utf8[i] == '%'
                    && i + 2 < utf8.length
                    && HexFormat.isHexDigit(utf8[i + 1])
                    && HexFormat.isHexDigit(utf8[i + 2]);
            if (escape) {
                bytes.write(HexFormat.fromHexDigits(new String(utf8, i + 1, 2, StandardCharsets.US_ASCII)));
                i += 2;
            } else {
                bytes.write(utf8[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
