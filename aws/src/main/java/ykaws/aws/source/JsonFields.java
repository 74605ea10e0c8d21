package ykaws.aws.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ykaws.oath.Secret;

/** The texts and numbers at the top of one JSON object, each as a secret; what is nested is skipped. */
final class JsonFields implements AutoCloseable {
    private final Map<String, Secret> values = new HashMap<>();

    private JsonFields() {}

    /**
     * Reads it.
     *
     * @throws IOException if it is no JSON object; without a word of it in the message
     */
    static JsonFields read(byte[] json) throws IOException {
        JsonFields fields = new JsonFields();
        boolean whole = false;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            fields.fill(parser);
            whole = true;
            return fields;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException("it is not a JSON object");
        } finally {
            if (!whole) {
                fields.close();
            }
        }
    }

    private void fill(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("it is not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                parser.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                CharBuffer text =
                        CharBuffer.wrap(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                byte[] value = new byte[bytes.remaining()];
                bytes.get(value).rewind();
                bytes.put(new byte[value.length]);
                Secret former = values.put(name, Secret.takeOver(value));
                if (former != null) {
                    former.close();
                }
            }
        }
    }

    /** A copy of a value, which the caller closes; empty if it is not there, or empty. */
    Optional<Secret> secret(String name) {
        Secret value = values.get(name);
        return value == null || value.length() == 0 ? Optional.empty() : Optional.of(value.copy());
    }

    /** A value that is no secret. */
    Optional<String> text(String name) {
        Secret value = values.get(name);
        return value == null
                ? Optional.empty()
                : Optional.of(value.expose(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                        .filter(it -> !it.isEmpty());
    }

    @Override
    public void close() {
        values.values().forEach(Secret::close);
    }
}
