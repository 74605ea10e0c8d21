package ykaws.oath.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ykaws.oath.Base32;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.Secret;

/** The unencrypted exports of Aegis ({@code db}) and of 2FAS ({@code services}), read as a stream. */
final class JsonExport {
    private static final int MAX_DEPTH = 50;
    /** Both programs keep icons as long texts. */
    private static final int MAX_TEXT = 8 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .build();

    private final List<ImportedAccount> accounts = new ArrayList<>();
    private boolean known;

    private JsonExport() {}

    /**
     * The accounts of an export; the array stays the caller's.
     *
     * @throws OathException INVALID_ARGUMENT if it is encrypted, damaged, or of another program
     */
    static List<ImportedAccount> read(byte[] json) throws OathException {
        JsonExport export = new JsonExport();
        boolean whole = false;
        try (JsonParser parser = JSON.createParser(json)) {
            export.read(parser);
            whole = true;
        } catch (JsonProcessingException e) {
            // Its message quotes what stands there.
            JsonLocation where = e.getLocation();
            throw invalid("the JSON is damaged" + (where == null ? "" : " in line " + where.getLineNr()));
        } catch (OathException e) {
            throw e;
        } catch (IOException e) {
            // Zeros between the characters make it UTF-16 or UTF-32, which can be damaged too.
            throw invalid("the JSON is damaged");
        } finally {
            if (!whole) {
                export.accounts.forEach(ImportedAccount::close);
            }
        }
        return export.accounts;
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("db")) {
                    aegis(parser, value);
                } else if (name.equals("services") && value == JsonToken.START_ARRAY) {
                    known = true;
                    TwoFasServices.read(parser, accounts);
                } else if (name.equals("servicesEncrypted")
                        && value == JsonToken.VALUE_STRING
                        && parser.getTextLength() > 0) {
                    throw encrypted("2FAS", "export it again without a password");
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!known) {
            throw invalid("JSON of another program than Aegis or 2FAS");
        }
    }

    private void aegis(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            throw encrypted("Aegis", "export it again as JSON without encryption");
        }
        if (value != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        known = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("entries")) {
                AegisEntries.read(parser, accounts);
            } else {
                parser.skipChildren();
            }
        }
    }

    /** A text, or nothing where there is something else; whatever it is, it is passed over. */
    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    /** A whole number; {@code otherwise} where there is something else. */
    static long number(JsonParser parser, long otherwise) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? Long.MAX_VALUE : parser.getLongValue();
        }
        parser.skipChildren();
        return otherwise;
    }

    /** A secret in Base32, straight from the parser's buffer, which is wiped where it stood. */
    static void secret(JsonParser parser, AccountFields account) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            parser.skipChildren();
            return;
        }
        char[] buffer = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        try {
            account.key(Secret.takeOver(Base32.decode(CharBuffer.wrap(buffer, start, length))));
        } catch (OathException e) {
            account.fault(e.getMessage());
        } finally {
            Arrays.fill(buffer, start, start + length, '\0');
        }
    }

    private static OathException encrypted(String program, String remedy) {
        return invalid("the " + program + " export is encrypted: " + remedy);
    }

    private static OathException invalid(String message) {
        return OathException.of(Kind.INVALID_ARGUMENT, "", message);
    }
}
