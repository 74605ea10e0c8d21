package ykaws.oath.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.PercentCode;
import ykaws.oath.Secret;

/**
 * Google Authenticator's export: {@code otpauth-migration://offline?data=} and the Base64 of a protobuf message, which
 * is documented nowhere but in programs that read it.
 */
final class MigrationUri {
    private static final String SCHEME = "otpauth-migration://";
    private static final String DATA = "data=";
    private static final int MOST_CODES = 1000;

    private static final int ACCOUNT = 1;
    private static final int BATCH_SIZE = 3;
    private static final int BATCH_INDEX = 4;
    private static final int BATCH_ID = 5;

    private MigrationUri() {}

    static boolean looksLike(CharSequence text) {
        return text.length() >= SCHEME.length()
                && text.subSequence(0, SCHEME.length())
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .equals(SCHEME);
    }

    /** @throws OathException INVALID_ARGUMENT if that is no such export, or a damaged one */
    static MigrationPart parse(CharSequence uri) throws OathException {
        byte[] message = message(uri);
        try {
            return part(message);
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    private static byte[] message(CharSequence uri) throws OathException {
        int start = SCHEME.length();
        while (start < uri.length() && !startsWith(uri, start)) {
            start++;
        }
        if (start == uri.length()) {
            throw broken("it has no data");
        }
        int end = start += DATA.length();
        while (end < uri.length() && uri.charAt(end) != '&') {
            end++;
        }
        byte[] text = PercentCode.decode(uri.subSequence(start, end), false);
        byte[] cleaned = new byte[text.length];
        try {
            int length = clean(text, cleaned);
            ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(cleaned, 0, length));
            byte[] message = Arrays.copyOf(decoded.array(), decoded.limit());
            Arrays.fill(decoded.array(), (byte) 0);
            return message;
        } catch (IllegalArgumentException e) {
            // Its text would quote a character of the secrets.
            throw broken("its data is no Base64");
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(cleaned, (byte) 0);
        }
    }

    private static boolean startsWith(CharSequence uri, int at) {
        char before = uri.charAt(at - 1);
        return (before == '?' || before == '&')
                && at + DATA.length() <= uri.length()
                && uri.subSequence(at, at + DATA.length()).toString().equals(DATA);
    }

    /** Both alphabets of RFC 4648, without padding; blanks are plus signs that a form decoder has had its way with. */
    private static int clean(byte[] text, byte[] cleaned) {
        int length = 0;
        for (byte b : text) {
            switch (b) {
                case ' ', '-' -> cleaned[length++] = '+';
                case '_' -> cleaned[length++] = '/';
                case '=', '\r', '\n' -> {}
                default -> cleaned[length++] = b;
            }
        }
        return length;
    }

    private static MigrationPart part(byte[] message) throws OathException {
        List<ImportedAccount> accounts = new ArrayList<>();
        int size = 1;
        int index = 0;
        int batch = 0;
        boolean whole = false;
        try {
            WireReader fields = new WireReader(message);
            while (fields.next()) {
                switch (fields.field()) {
                    case ACCOUNT -> accounts.add(account(fields.message()));
                    case BATCH_SIZE -> size = Math.max(fields.integer(), 1);
                    case BATCH_INDEX -> index = fields.integer();
                    case BATCH_ID -> batch = (int) fields.varint();
                    default -> fields.skip();
                }
            }
            if (size > MOST_CODES || index >= size) {
                throw broken("it is number " + (index + 1L) + " of " + size);
            }
            whole = true;
            return new MigrationPart(batch, size, index, digest(message), accounts);
        } finally {
            if (!whole) {
                accounts.forEach(ImportedAccount::close);
            }
        }
    }

    private static ImportedAccount account(WireReader fields) throws OathException {
        try (AccountFields account = new AccountFields()) {
            while (fields.next()) {
                switch (fields.field()) {
                    case 1 -> account.key(Secret.takeOver(fields.bytes()));
                    case 2 -> account.name(text(fields));
                    case 3 -> account.issuer(text(fields));
                    case 4 -> algorithm(account, fields.varint());
                    case 5 -> digits(account, fields.varint());
                    case 6 -> account.type(type(fields.varint()));
                    case 7 -> account.counter(fields.varint());
                    default -> fields.skip();
                }
            }
            return account.finish();
        }
    }

    private static String text(WireReader fields) throws OathException {
        return new String(fields.bytes(), StandardCharsets.UTF_8);
    }

    private static void algorithm(AccountFields account, long value) {
        switch ((int) value) {
            case 0, 1 -> account.algorithm("SHA1");
            case 2 -> account.algorithm("SHA256");
            case 3 -> account.algorithm("SHA512");
            case 4 -> account.algorithm("MD5");
            default -> account.fault("its algorithm is unknown");
        }
    }

    private static void digits(AccountFields account, long value) {
        switch ((int) value) {
            case 0, 1 -> account.digits(6);
            case 2 -> account.digits(8);
            default -> account.fault("its number of digits is unknown");
        }
    }

    private static String type(long value) {
        return switch ((int) value) {
            case 0, 2 -> "totp";
            case 1 -> "hotp";
            default -> "number " + value;
        };
    }

    private static String digest(byte[] message) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }

    private static OathException broken(String why) {
        return OathException.of(Kind.INVALID_ARGUMENT, "", "the Google Authenticator export is damaged: " + why);
    }
}
