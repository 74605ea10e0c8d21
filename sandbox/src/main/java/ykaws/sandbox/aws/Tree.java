package ykaws.sandbox.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document as maps, lists and strings. Numbers and booleans are kept as they were written, which is how IAM takes
 * them; CloudFormation's short forms ({@code !Ref x}) become its long ones ({@code {"Ref": "x"}}).
 */
final class Tree {
    private Tree() {}

    static Map<String, Object> yaml(String text) throws IOException {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            parser.nextToken();
            return map(node(parser), "the document");
        }
    }

    static Map<String, Object> json(byte[] text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return map(node(parser), "the document");
        }
    }

    static byte[] toJson(Map<String, Object> tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
            generator.useDefaultPrettyPrinter();
            write(tree, generator);
        }
        return out.toByteArray();
    }

    /** The node as a map; an error that names {@code what} if it is none. */
    @SuppressWarnings("unchecked") // Maps of this class have string keys: node() makes no others.
    static Map<String, Object> map(@Nullable Object node, String what) throws IOException {
        if (node instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IOException(what + " is not a map");
    }

    /** The node's elements; none if it is absent. */
    static List<Object> list(@Nullable Object node) {
        return node instanceof List<?> list ? new ArrayList<>(list) : node == null ? List.of() : List.of(node);
    }

    private static Object node(JsonParser parser) throws IOException {
        Object tag = parser.getTypeId();
        JsonToken token = parser.currentToken();
        Object node;
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                if (map.put(key, node(parser)) != null) {
                    throw new IOException("key " + key + " stands twice, line "
                            + parser.currentLocation().getLineNr());
                }
            }
            node = map;
        } else if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(node(parser));
            }
            node = list;
        } else if (token != null && token.isScalarValue()) {
            node = parser.getText();
        } else {
            throw new IOException("the document is empty or cut short");
        }
        return tagged(tag, node);
    }

    private static Object tagged(@Nullable Object tag, Object node) {
        // YAML's own tags (str, int, …) are in lower case, CloudFormation's are not.
        if (tag == null || !Character.isUpperCase(tag.toString().charAt(0))) {
            return node;
        }
        String name = tag.toString();
        boolean bare = name.equals("Ref") || name.equals("Condition");
        return Map.of(bare ? name : "Fn::" + name, node);
    }

    private static void write(Object node, JsonGenerator generator) throws IOException {
        if (node instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(entry.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (node instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else {
            generator.writeString(node.toString());
        }
    }
}
