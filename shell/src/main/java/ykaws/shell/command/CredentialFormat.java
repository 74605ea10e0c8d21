package ykaws.shell.command;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.SessionCredentials;
import ykaws.aws.ShellQuote;
import ykaws.oath.Secret;
import ykaws.shell.Json;

/** How {@code export} spells credentials. This is where they leave the program, since that is what was asked for. */
enum CredentialFormat {
    /** {@code NAME=value} lines. */
    env {
        @Override
        String spell(String profile, Map<String, String> values) {
            return lines("", values, false);
        }
    },
    /** Lines for a shell's {@code eval}. */
    export_env {
        @Override
        String spell(String profile, Map<String, String> values) {
            return lines("export ", values, true);
        }

        @Override
        public String toString() {
            return "export-env";
        }
    },
    /** The credential_process document (AWS SDKs and Tools Reference, "Process credential provider"). */
    json {
        @Override
        String spell(String profile, Map<String, String> values) {
            Json json = new Json().beginObject().field("Version", 1);
            json.field("AccessKeyId", values.get("AWS_ACCESS_KEY_ID"));
            json.field("SecretAccessKey", values.get("AWS_SECRET_ACCESS_KEY"));
            optional(json, "SessionToken", values.get("AWS_SESSION_TOKEN"));
            optional(json, "Expiration", values.get("AWS_CREDENTIAL_EXPIRATION"));
            optional(json, "AccountId", values.get(ACCOUNT));
            return json.endObject().toString();
        }
    },
    /** A section of a credentials file. */
    ini {
        @Override
        String spell(String profile, Map<String, String> values) {
            StringBuilder section = new StringBuilder("[" + profile + "]");
            values.forEach((name, value) -> {
                if (!name.equals(ACCOUNT) && !name.equals("AWS_DEFAULT_REGION")) {
                    String key = name.equals("AWS_REGION") ? "region" : name.toLowerCase(java.util.Locale.ROOT);
                    section.append('\n').append(key).append('=').append(value);
                }
            });
            return section.toString();
        }
    };

    private static final String ACCOUNT = "account";

    abstract String spell(String profile, Map<String, String> values);

    String text(String profile, @Nullable String region, AccessKeys keys) {
        return spell(profile, variables(region, keys));
    }

    String text(String profile, @Nullable String region, SessionCredentials session) {
        Map<String, String> values = variables(region, session);
        if (session.accountId() != null) {
            values.put(ACCOUNT, session.accountId());
        }
        return spell(profile, values);
    }

    /** The environment variables of long-term keys. */
    static Map<String, String> variables(@Nullable String region, AccessKeys keys) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
        values.put("AWS_SECRET_ACCESS_KEY", text(keys.secretAccessKey()));
        region(values, region);
        return values;
    }

    /** The environment variables of a session. */
    static Map<String, String> variables(@Nullable String region, SessionCredentials session) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("AWS_ACCESS_KEY_ID", session.accessKeyId());
        values.put("AWS_SECRET_ACCESS_KEY", text(session.secretAccessKey()));
        if (session.sessionToken().length() > 0) {
            values.put("AWS_SESSION_TOKEN", text(session.sessionToken()));
        }
        values.put("AWS_CREDENTIAL_EXPIRATION", session.expiration().toString());
        region(values, region);
        return values;
    }

    /** The variables of a region, if there is one. */
    static void region(Map<String, String> values, @Nullable String region) {
        if (region != null) {
            // Most SDKs read the first, boto3 and AWS CLI v1 only the second.
            values.put("AWS_REGION", region);
            values.put("AWS_DEFAULT_REGION", region);
        }
    }

    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private static void optional(Json json, String name, @Nullable String value) {
        if (value != null) {
            json.field(name, value);
        }
    }

    private static String lines(String prefix, Map<String, String> values, boolean quoted) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            if (!name.equals(ACCOUNT)) {
                text.append(text.length() == 0 ? "" : "\n")
                        .append(prefix)
                        .append(name)
                        .append('=');
                text.append(quoted ? ShellQuote.word(value) : value);
            }
        });
        return text.toString();
    }
}
