package ykaws.aws.batch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a line says, field by field, and the rules for each. Source of IAM's: IAM API Reference and its quotas. */
final class RowFields {
    static final List<String> NAMES = List.of("user", "device", "path", "key", "tags");

    private static final int LONGEST_USER = 64;
    private static final int LONGEST_DEVICE = 226;
    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;
    /** One of the fifty that IAM allows is ours. */
    private static final int MOST_TAGS = 49;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    static void requireKnown(String name) throws RowFault {
        if (!NAMES.contains(name)) {
            throw new RowFault("'" + name + "' is no field; there are " + String.join(", ", NAMES));
        }
    }

    /** A field other than the tags. */
    void put(String name, String value) {
        texts.put(name, value);
    }

    void tag(String key, String value) throws RowFault {
        boolean reserved = key.regionMatches(true, 0, "aws:", 0, 4) || key.startsWith("ykaws:");
        if (key.isEmpty() || key.length() > LONGEST_TAG_KEY || value.length() > LONGEST_TAG_VALUE || reserved) {
            throw new RowFault("'" + key + "' can't be a tag: its key has 1 to " + LONGEST_TAG_KEY
                    + " characters and begins neither with aws: nor with ykaws:, its value has at most "
                    + LONGEST_TAG_VALUE);
        }
        if (tags.put(key, value) != null) {
            throw new RowFault("the tag '" + key + "' is there twice");
        }
        if (tags.size() > MOST_TAGS) {
            throw new RowFault("more than " + MOST_TAGS + " tags");
        }
    }

    UserRow row(int line) throws RowFault {
        String user = texts.get("user");
        if (user == null) {
            throw new RowFault("the user is missing");
        }
        requireName(user, LONGEST_USER, "the name of an IAM user");
        String device = texts.getOrDefault("device", user);
        requireName(device, LONGEST_DEVICE, "the name of an MFA device");
        String path = texts.getOrDefault("path", "/");
        requirePath(path);
        return new UserRow(line, user, device, path, key(texts.get("key")), tags);
    }

    private static OptionalInt key(@Nullable String text) throws RowFault {
        if (text == null || text.equals("next")) {
            return OptionalInt.empty();
        }
        try {
            int serial = Integer.parseUnsignedInt(text);
            if (serial != 0 && !text.startsWith("+")) {
                return OptionalInt.of(serial);
            }
        } catch (NumberFormatException e) {
            throw notASerial(text);
        }
        throw notASerial(text);
    }

    private static RowFault notASerial(String text) {
        return new RowFault("'" + text + "' is no serial number of a key, and not 'next'");
    }

    private static void requireName(String name, int longest, String what) throws RowFault {
        boolean fits = !name.isEmpty() && name.length() <= longest;
        for (int i = 0; fits && i < name.length(); i++) {
            char c = name.charAt(i);
            fits = isLetterOrDigit(c) || "+=,.@_-".indexOf(c) >= 0;
        }
        if (!fits) {
            throw new RowFault(
                    "'" + name + "' can't be " + what + ": 1 to " + longest + " letters, digits and any of +=,.@_-");
        }
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void requirePath(String path) throws RowFault {
        boolean fits = path.equals("/")
                || (path.length() > 2 && path.length() <= LONGEST_PATH && path.startsWith("/") && path.endsWith("/"));
        if (!fits || !path.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new RowFault("'" + path + "' can't be a path: it starts and ends with '/'");
        }
    }
}
