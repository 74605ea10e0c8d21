package ykaws.oath.imports;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Google Authenticator's messages, as protobuf's own encoder writes them. */
final class Migration {
    interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    private Migration() {}

    static byte[] message(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            body.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** algorithm, digits and type as the enums have them. */
    static byte[] account(String name, String issuer, int... algorithmDigitsTypeCounter) {
        return message(out -> {
            out.writeByteArray(1, "foobar".getBytes(StandardCharsets.US_ASCII));
            out.writeString(2, name);
            out.writeString(3, issuer);
            for (int i = 0; i < algorithmDigitsTypeCounter.length; i++) {
                out.writeInt64(4 + i, algorithmDigitsTypeCounter[i]);
            }
            out.writeString(8, "unique");
        });
    }

    /** One code of a batch. */
    static byte[] part(int batch, int size, int index, byte[]... accounts) {
        return message(out -> {
            for (byte[] account : accounts) {
                out.writeByteArray(1, account);
            }
            out.writeInt32(2, 1);
            out.writeInt32(3, size);
            out.writeInt32(4, index);
            out.writeInt32(5, batch);
            out.writeFixed64(15, 0x0102030405060708L);
            out.writeFixed32(16, 7);
        });
    }

    static String uri(byte[] message) {
        String data = Base64.getEncoder().encodeToString(message);
        return "otpauth-migration://offline?data=" + URLEncoder.encode(data, StandardCharsets.US_ASCII);
    }
}
