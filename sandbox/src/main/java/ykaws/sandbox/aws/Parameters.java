package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a call in AWS's query protocol, and the checks that AWS makes of each, in its words. */
final class Parameters {
    private static final String NAME = "[\\w+=,.@-]+";
    private static final String SERIAL = "[\\w+=/:,.@-]+";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** What a text must be like. */
    record Shape(int min, int max, String pattern) {
        static final Shape USER_NAME = new Shape(1, 128, NAME);
        static final Shape NEW_USER_NAME = new Shape(1, 64, NAME);
        static final Shape DEVICE_NAME = new Shape(1, 128, NAME);
        static final Shape PATH = new Shape(1, 512, "(/)|(/[!-~]+/)");
        static final Shape SERIAL_NUMBER = new Shape(9, 256, SERIAL);
        static final Shape CODE = new Shape(6, 6, "[\\d]+");
        static final Shape SESSION_NAME = new Shape(2, 64, "[\\w+=,.@-]*");
        static final Shape FEDERATED_NAME = new Shape(2, 32, "[\\w+=,.@-]*");
        static final Shape POLICY = new Shape(1, 2048, "(?s)[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+");
        static final Shape ROLE_ARN =
                new Shape(20, 2048, "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF]+");
        static final Shape POLICY_ARN = ROLE_ARN;
        static final Shape EXTERNAL_ID = new Shape(2, 1224, "[\\w+=,.@:\\/-]*");
        static final Shape KEY_ID = new Shape(16, 128, "[\\w]+");
    }

    void addForm(String form) {
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                values.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign: the checks of the value refuse it
        }
    }

    @Nullable
    String raw(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether any parameter of this list or structure is there. */
    boolean hasAny(String prefix) {
        return values.keySet().stream().anyMatch(name -> name.equals(prefix) || name.startsWith(prefix + "."));
    }

    String required(String name, Shape shape) throws AwsRefusal {
        String value = optional(name, shape);
        if (value == null) {
            throw AwsRefusal.validation("1 validation error detected: Value null at '" + member(name)
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    @Nullable
    String optional(String name, Shape shape) throws AwsRefusal {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value.length() < shape.min) {
            throw constraint(name, value, "length greater than or equal to " + shape.min);
        }
        if (value.length() > shape.max) {
            throw constraint(name, value, "length less than or equal to " + shape.max);
        }
        if (!value.matches(shape.pattern)) {
            throw shape.pattern.equals(NAME)
                    ? AwsRefusal.validation("The specified value for " + member(name)
                            + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-")
                    : constraint(name, value, "satisfy regular expression pattern: " + shape.pattern);
        }
        return value;
    }

    /** A whole number between two bounds; {@code byDefault} if it is absent. */
    int number(String name, int byDefault, int min, int max) throws AwsRefusal {
        String value = values.get(name);
        if (value == null) {
            return byDefault;
        }
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new AwsRefusal(400, "MalformedInput", "'" + value + "' is not a number: " + name);
        }
        if (number < min) {
            throw constraint(name, value, "value greater than or equal to " + min);
        }
        if (number > max) {
            throw constraint(name, value, "value less than or equal to " + max);
        }
        return (int) number;
    }

    /** {@code Tags.member.N.Key} and {@code .Value}, in the order of N. */
    Map<String, String> tags() throws AwsRefusal {
        Map<Integer, String> keys = new TreeMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String name = entry.getKey();
            if (name.matches("Tags\\.member\\.\\d{1,3}\\.Key")) {
                keys.put(Integer.valueOf(name.split("\\.", -1)[2]), entry.getValue());
            }
        }
        if (keys.size() > 50) {
            throw new AwsRefusal(409, "LimitExceeded", "The number of tags has reached the maximum limit.");
        }
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<Integer, String> key : keys.entrySet()) {
            String value = values.getOrDefault("Tags.member." + key.getKey() + ".Value", "");
            if (key.getValue().isEmpty() || key.getValue().length() > 128 || value.length() > 256) {
                throw AwsRefusal.validation(
                        "1 validation error detected: Value at 'tags." + key.getKey()
                                + ".member.key' failed to satisfy constraint: Member must have length less than or equal to 128");
            }
            if (tags.put(key.getValue(), value) != null) {
                throw new AwsRefusal(
                        400,
                        "InvalidInput",
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
        }
        return tags;
    }

    private static AwsRefusal constraint(String name, String value, String rule) {
        String verb = rule.startsWith("satisfy") ? "Member must " : "Member must have ";
        return AwsRefusal.validation("1 validation error detected: Value '" + value + "' at '" + member(name)
                + "' failed to satisfy constraint: " + verb + rule);
    }

    /** AWS's messages spell a parameter with a small first letter. */
    private static String member(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
