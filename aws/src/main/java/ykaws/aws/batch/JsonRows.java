package ykaws.aws.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;

/** JSON Lines: an object a line, its tags an object of texts. */
final class JsonRows implements RowFormat {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Override
    public Optional<RowFields> read(String line) throws RowFault {
        RowFields fields = new RowFields();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RowFault("not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                RowFields.requireKnown(name);
                field(parser, name, fields);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new RowFault("more than one JSON object");
            }
        } catch (JsonProcessingException e) {
            String why = String.valueOf(e.getOriginalMessage());
            throw new RowFault(why.startsWith("Duplicate field") ? "a field is there twice" : "the JSON is damaged");
        } catch (IOException e) {
            throw new RowFault("the JSON is damaged");
        }
        return Optional.of(fields);
    }

    private static void field(JsonParser parser, String name, RowFields fields) throws IOException, RowFault {
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        if (name.equals("tags")) {
            tags(parser, value, fields);
            return;
        }
        boolean text = value == JsonToken.VALUE_STRING || (name.equals("key") && value == JsonToken.VALUE_NUMBER_INT);
        if (!text) {
            throw new RowFault("the field '" + name + "' must be a text" + (name.equals("key") ? " or a number" : ""));
        }
        fields.put(name, parser.getText());
    }

    private static void tags(JsonParser parser, JsonToken value, RowFields fields) throws IOException, RowFault {
        if (value != JsonToken.START_OBJECT) {
            throw new RowFault("the field 'tags' must be an object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new RowFault("the tag '" + key + "' must be a text");
            }
            fields.tag(key, parser.getText());
        }
    }
}
