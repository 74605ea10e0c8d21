package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Values of Management's tags as numbers, versions and texts. */
final class TagValues {
    private final Map<Integer, byte[]> tags;

    TagValues(Map<Integer, byte[]> tags) {
        this.tags = tags;
    }

    Optional<byte[]> bytes(int tag) {
        return Optional.ofNullable(tags.get(tag));
    }

    /** Big-endian and of any length that fits: keys of different age use one byte or two for the same tag. */
    OptionalInt number(int tag) throws PcscException {
        byte[] bytes = tags.get(tag);
        if (bytes == null) {
            return OptionalInt.empty();
        }
        if (bytes.length == 0 || bytes.length > Integer.BYTES) {
            throw wrongLength(tag, bytes, null);
        }
        int value = 0;
        for (byte one : bytes) {
            value = (value << Byte.SIZE) | (one & 0xFF);
        }
        return OptionalInt.of(value);
    }

    Optional<Version> version(int tag) throws PcscException {
        byte[] bytes = tags.get(tag);
        if (bytes == null) {
            return Optional.empty();
        }
        for (byte number : bytes) {
            if (number < 0) {
                throw Application.badAnswer("READ CONFIG: a version beyond 127", null);
            }
        }
        try {
            return Optional.of(Version.fromBytes(bytes));
        } catch (IllegalArgumentException e) {
            throw wrongLength(tag, bytes, e);
        }
    }

    /** The version of a part: 0.0.0 says that there is none. */
    Optional<Version> partVersion(int tag) throws PcscException {
        return version(tag).filter(version -> version.major != 0 || version.minor != 0 || version.micro != 0);
    }

    /** A UTF-8 text; empty also if it is none, or blank: it is a number on a label, nothing depends on it. */
    Optional<String> text(int tag) {
        byte[] bytes = tags.get(tag);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.isBlank() ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static PcscException wrongLength(int tag, byte[] bytes, @Nullable Throwable cause) {
        return Application.badAnswer(String.format("READ CONFIG: tag %02X with %d bytes", tag, bytes.length), cause);
    }
}
