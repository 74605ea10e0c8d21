package ykaws.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON document (RFC 8259).
 *
 * <p>Hand-made because a JSON library costs more class loading than the commands that print a code or a cached
 * credential have in all. It only writes; whatever reads JSON uses Jackson.
 */
public final class Json {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder text = new StringBuilder();
    private final Deque<Boolean> emptyLevels = new ArrayDeque<>();
    private boolean afterName;

    public Json beginObject() {
        return begin('{');
    }

    public Json endObject() {
        return end('}');
    }

    public Json beginArray() {
        return begin('[');
    }

    public Json endArray() {
        return end(']');
    }

    /** The name of the next value. */
    public Json name(String name) {
        separate();
        quote(name);
        text.append(':');
        afterName = true;
        return this;
    }

    public Json value(@Nullable String value) {
        separate();
        if (value == null) {
            text.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    public Json value(long value) {
        separate();
        text.append(value);
        return this;
    }

    public Json value(@Nullable Boolean value) {
        separate();
        text.append(value);
        return this;
    }

    public Json field(String name, @Nullable String value) {
        return name(name).value(value);
    }

    public Json field(String name, long value) {
        return name(name).value(value);
    }

    public Json field(String name, @Nullable Boolean value) {
        return name(name).value(value);
    }

    @Override
    public String toString() {
        if (!emptyLevels.isEmpty()) {
            throw new IllegalStateException("a JSON document with an open level");
        }
        return text.toString();
    }

    private Json begin(char bracket) {
        separate();
        text.append(bracket);
        emptyLevels.push(true);
        return this;
    }

    private Json end(char bracket) {
        emptyLevels.pop();
        text.append(bracket);
        return this;
    }

    private void separate() {
        if (afterName) {
            afterName = false;
        } else if (!emptyLevels.isEmpty()) {
            if (!emptyLevels.pop()) {
                text.append(',');
            }
            emptyLevels.push(false);
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            append(value.charAt(i));
        }
        text.append('"');
    }

    private void append(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c == '\n') {
            text.append("\\n");
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '\u2028' || c == '\u2029') {
            text.append("\\u").append(HEX.charAt(c >> 12 & 15)).append(HEX.charAt(c >> 8 & 15));
            text.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
        } else {
            text.append(c);
        }
    }
}
