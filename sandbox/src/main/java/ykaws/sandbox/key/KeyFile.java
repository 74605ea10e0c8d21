package ykaws.sandbox.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.StateFolder;

/** The file that keeps one {@link KeyState}, as JSON; bytes are hexadecimal. */
final class KeyFile {
    private static final JsonFactory JSON = new JsonFactory();

    private final StateFolder folder;
    private final String name;

    KeyFile(StateFolder folder, int serial) {
        this.folder = folder;
        this.name = "key-".concat(Integer.toString(serial)).concat(".json");
    }

    /** The state; a key that has none yet is made with the given firmware. */
    KeyState load(String firmware) throws IOException {
        Optional<byte[]> content = folder.read(name);
        if (content.isPresent()) {
            return parse(content.get());
        }
        return folder.locked(new StateFolder.Work<>() {
            @Override
            public KeyState run() throws IOException {
                // Another process may have made it meanwhile.
                Optional<byte[]> now = folder.read(name);
                if (now.isPresent()) {
                    return parse(now.get());
                }
                KeyState fresh = KeyState.fresh(Firmware.parse(firmware));
                folder.write(name, text(fresh));
                return fresh;
            }
        });
    }

    void save(KeyState state) throws IOException {
        byte[] content = text(state);
        folder.locked(new StateFolder.Work<Object>() {
            @Override
            public Object run() throws IOException {
                folder.write(name, content);
                return name;
            }
        });
    }

    private static byte[] text(KeyState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("firmware", state.firmware().text());
            json.writeBooleanField("oath_enabled", state.oathEnabled());
            json.writeNumberField("touches", state.touches());
            json.writeStringField("salt", state.oath().salt().hex());
            KeyState.AccessCode code = state.oath().code();
            if (code != null) {
                json.writeNumberField("code_type", code.type());
                json.writeStringField("code", code.key().hex());
            }
            json.writeArrayFieldStart("accounts");
            for (OathAccount account : state.oath().accounts()) {
                write(json, account);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, OathAccount account) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", account.name().hex());
        json.writeNumberField("type", account.type());
        json.writeNumberField("digits", account.digits());
        json.writeStringField("key", account.key().hex());
        json.writeNumberField("properties", account.properties());
        json.writeNumberField("imf", account.imf());
        json.writeNumberField("counter", account.counter());
        json.writeStringField("last", account.last().hex());
        json.writeEndObject();
    }

    private KeyState parse(byte[] content) throws IOException {
        try (JsonParser json = JSON.createParser(content)) {
            return new Reader(json).state();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Without the cause: the parser's message may quote the file, which holds keys.
            throw new IOException(
                    "the state of the software key is damaged: " + folder.path().resolve(name));
        }
    }

    /** Reads the fields in whatever order; a missing one is an IllegalArgumentException. */
    private static final class Reader {
        private final JsonParser json;
        private Fields fields = new Fields();
        private final List<OathAccount> accounts = new ArrayList<>();

        Reader(JsonParser json) {
            this.json = json;
        }

        KeyState state() throws IOException {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            readFields();
            expect(json.nextToken(), null);
            String code = fields.text("code");
            KeyState.AccessCode access =
                    code == null ? null : new KeyState.AccessCode(fields.number("code_type"), Bytes.ofHex(code));
            return new KeyState(
                    Firmware.parse(fields.need("firmware")),
                    Boolean.parseBoolean(fields.need("oath_enabled")),
                    fields.number("touches"),
                    new KeyState.Oath(fields.bytes("salt"), access, accounts));
        }

        private void readFields() throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_ARRAY) {
                    readAccounts();
                } else if (value != null && value.isScalarValue()) {
                    fields.put(field, json.getText());
                } else {
                    throw new IllegalArgumentException(field);
                }
            }
            expect(json.currentToken(), JsonToken.END_OBJECT);
        }

        private void readAccounts() throws IOException {
            Fields ofKey = fields;
            while (json.nextToken() == JsonToken.START_OBJECT) {
                fields = new Fields();
                readFields();
                accounts.add(fields.account());
            }
            fields = ofKey;
            expect(json.currentToken(), JsonToken.END_ARRAY);
        }

        private static void expect(@Nullable JsonToken token, @Nullable JsonToken wanted) {
            if (token != wanted) {
                throw new IllegalArgumentException("not " + wanted);
            }
        }
    }

    /** The scalar fields of one JSON object. */
    private static final class Fields {
        private final java.util.Map<String, String> values = new java.util.HashMap<>();

        void put(String name, String value) {
            values.put(name, value);
        }

        @Nullable
        String text(String name) {
            return values.get(name);
        }

        String need(String name) {
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException(name);
            }
            return value;
        }

        int number(String name) {
            return Integer.parseInt(need(name));
        }

        Bytes bytes(String name) {
            return Bytes.ofHex(need(name));
        }

        OathAccount account() {
            return new OathAccount(
                    bytes("name"),
                    number("type"),
                    number("digits"),
                    bytes("key"),
                    number("properties"),
                    Long.parseLong(need("imf")),
                    Long.parseLong(need("counter")),
                    bytes("last"));
        }
    }
}
