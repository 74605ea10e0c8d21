package ykaws.aws.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, one at a time. Each is decoded on its own, so that a fault has its line; none may be endless. */
final class TextLines implements Closeable {
    /** Fifty tags of the longest kind fit. */
    private static final int LONGEST = 64 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private int number;

    TextLines(Path file) throws IOException {
        this.in = new BufferedInputStream(Files.newInputStream(file));
    }

    /** The number of the line that was read last, from 1. */
    int number() {
        return number;
    }

    /**
     * The next line without its end; null after the last.
     *
     * @throws RowFault if it is too long or no UTF-8; the next one can be read
     */
    @Nullable
    String next() throws IOException, RowFault {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int length = 0;
        int c = in.read();
        if (c < 0) {
            return null;
        }
        number++;
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (length++ < LONGEST) {
                line.write(c);
            }
        }
        if (length > LONGEST) {
            throw new RowFault("the line is longer than " + LONGEST + " bytes");
        }
        return decoded(line.toByteArray());
    }

    private String decoded(byte[] line) throws RowFault {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RowFault("the line is not UTF-8");
        }
        if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
