package ykaws.oath;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException.Kind;

/**
 * An account as QR codes carry it: {@code otpauth://totp/ISSUER:NAME?secret=BASE32&…}. Source: Google Authenticator's
 * "Key Uri Format".
 *
 * <p>Where label and parameter name different issuers the parameter counts, as with ykman. A Steam account, which some
 * programs mark by {@code otpauth://steam/} or {@code encoder=steam}, gets the issuer that makes it one on a key.
 */
public final class OtpauthUri {
    private static final String SCHEME = "otpauth://";
    private static final String STEAM = "steam";
    private static final int DEFAULT_DIGITS = 6;

    private OtpauthUri() {}

    /** Whether the text claims to be such a URI. */
    public static boolean looksLike(CharSequence text) {
        return text.length() >= SCHEME.length()
                && text.subSequence(0, SCHEME.length())
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .equals(SCHEME);
    }

    /**
     * Reads a URI. No message holds any of its text but for the names of parameters.
     *
     * @return a draft, to be closed by the caller
     * @throws OathException INVALID_ARGUMENT, INVALID_SECRET
     */
    public static NewCredential parse(CharSequence uri) throws OathException {
        if (!looksLike(uri)) {
            throw invalid("not an otpauth URI");
        }
        int slash = indexOf(uri, '/', SCHEME.length());
        int question = indexOf(uri, '?', SCHEME.length());
        if (slash >= question) {
            throw invalid("the otpauth URI has no label");
        }
        String host = uri.subSequence(SCHEME.length(), slash).toString().toLowerCase(Locale.ROOT);
        OathType type = type(host);
        Map<String, String> parameters = new HashMap<>();
        Secret key = null;
        try {
            key = parameters(uri, question + 1, parameters);
            String label = text(uri.subSequence(slash + 1, question), false);
            if (key == null) {
                throw OathException.of(Kind.INVALID_SECRET, "", "the otpauth URI has no secret");
            }
            if (host.equals(STEAM) || STEAM.equalsIgnoreCase(parameters.get("encoder"))) {
                parameters.put("issuer", Steam.ISSUER);
            }
            NewCredential draft = draft(id(label, type, parameters), key, parameters);
            key = null;
            return draft;
        } finally {
            if (key != null) {
                key.close();
            }
        }
    }

    private static NewCredential draft(CredentialId id, Secret key, Map<String, String> parameters)
            throws OathException {
        return NewCredential.builder(id, key)
                .algorithm(algorithm(parameters.get("algorithm")))
                .digits(Steam.storedDigits(id, number(parameters, "digits", DEFAULT_DIGITS)))
                .counter(id.type() == OathType.HOTP ? number(parameters, "counter", 0) : 0)
                .draft();
    }

    private static OathType type(String host) throws OathException {
        return switch (host) {
            case "totp", STEAM -> OathType.TOTP;
            case "hotp" -> OathType.HOTP;
            default -> throw invalid("the otpauth URI is neither for totp nor for hotp");
        };
    }

    private static CredentialId id(String label, OathType type, Map<String, String> parameters) throws OathException {
        String[] inLabel = split(label.startsWith(":") ? label.substring(1) : label);
        String name = inLabel[1].strip();
        if (name.isEmpty()) {
            throw invalid("the otpauth URI names no account");
        }
        // An empty parameter says nothing, and so does not take the label's issuer away.
        String parameter = parameters.getOrDefault("issuer", "").strip();
        String issuer = parameter.isEmpty() ? inLabel[0].strip() : parameter;
        int period = number(parameters, "period", CredentialId.DEFAULT_PERIOD);
        if (period == 0) {
            throw invalid("the otpauth URI has a period of 0");
        }
        return new CredentialId(issuer, name, type, period);
    }

    /** Issuer (or nothing) and name. */
    private static String[] split(String label) {
        int colon = label.indexOf(':');
        return colon > 0
                ? new String[] {label.substring(0, colon), label.substring(colon + 1)}
                : new String[] {"", label};
    }

    /** Collects all parameters but the secret, which is returned; null if there is none. */
    private static @Nullable Secret parameters(CharSequence uri, int from, Map<String, String> parameters)
            throws OathException {
        Secret key = null;
        int start = from;
        while (start < uri.length()) {
            int end = indexOf(uri, '&', start);
            int equals = Math.min(indexOf(uri, '=', start), end);
            String name = text(uri.subSequence(start, equals), true).toLowerCase(Locale.ROOT);
            CharSequence value = uri.subSequence(Math.min(equals + 1, end), end);
            if (!name.equals("secret")) {
                parameters.put(name, text(value, true));
            } else if (key == null) {
                key = secret(value);
            } else {
                key.close();
                throw OathException.of(Kind.INVALID_SECRET, "", "the otpauth URI has two secrets");
            }
            start = end + 1;
        }
        return key;
    }

    private static Secret secret(CharSequence encoded) throws OathException {
        byte[] text = PercentCode.decode(encoded, true);
        char[] characters = new char[text.length];
        for (int i = 0; i < text.length; i++) {
            characters[i] = (char) (text[i] & 0xFF);
        }
        try {
            return Secret.takeOver(Base32.decode(CharBuffer.wrap(characters)));
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(characters, '\0');
        }
    }

    private static String text(CharSequence encoded, boolean plusIsBlank) throws OathException {
        return new String(PercentCode.decode(encoded, plusIsBlank), StandardCharsets.UTF_8);
    }

    private static HashAlgorithm algorithm(@Nullable String text) throws OathException {
        return switch (text == null ? "SHA1" : text.toUpperCase(Locale.ROOT)) {
            case "SHA1", "HMACSHA1" -> HashAlgorithm.SHA1;
            case "SHA256", "HMACSHA256" -> HashAlgorithm.SHA256;
            case "SHA512", "HMACSHA512" -> HashAlgorithm.SHA512;
            default -> throw invalid("the otpauth URI asks for an unknown algorithm");
        };
    }

    private static int number(Map<String, String> parameters, String name, int otherwise) throws OathException {
        String text = parameters.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseUnsignedInt(text);
            // Only a counter may use the top bit.
            if (value >= 0 || name.equals("counter")) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through: the number itself is not worth a cause.
        }
        throw invalid("the otpauth URI has a " + name + " that is no number, or too large");
    }

    private static int indexOf(CharSequence text, char wanted, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return text.length();
    }

    private static OathException invalid(String message) {
        return OathException.of(Kind.INVALID_ARGUMENT, "", message);
    }

    // A colon first would be taken for the end of an empty issuer: one more is.
    private static String prefix(CredentialId id) {
        String issuer = id.issuer();
        if (issuer != null) {
            return PercentCode.encode(issuer) + ":";
        }
        return id.name().startsWith(":") ? ":" : "";
    }

    /** The URI of an account, in ASCII: a secret, since it holds one. */
    public static Secret format(NewCredential credential) {
        CredentialId id = credential.id();
        String issuer = id.issuer();
        StringBuilder head = new StringBuilder(SCHEME)
                .append(id.type() == OathType.HOTP ? "hotp" : "totp")
                .append('/')
                .append(prefix(id))
                .append(PercentCode.encode(id.name()))
                .append("?secret=");
        StringBuilder tail = new StringBuilder(issuer == null ? "" : "&issuer=" + PercentCode.encode(issuer))
                .append("&algorithm=")
                .append(credential.algorithm())
                .append("&digits=")
                .append(credential.digits())
                .append(
                        id.type() == OathType.HOTP
                                ? "&counter=" + Integer.toUnsignedString(credential.counter())
                                : "&period=" + id.period());
        char[] secret = credential.key().expose(Base32::encodeToChars);
        char[] uri = new char[head.length() + secret.length + tail.length()];
        try {
            head.getChars(0, head.length(), uri, 0);
            System.arraycopy(secret, 0, uri, head.length(), secret.length);
            tail.getChars(0, tail.length(), uri, head.length() + secret.length);
            return Secret.ofChars(uri);
        } finally {
            Arrays.fill(secret, '\0');
            Arrays.fill(uri, '\0');
        }
    }
}
