package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A QR code as a PNG file of grey pixels (PNG specification, ISO/IEC 15948). */
final class QrPicture {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] EIGHT_BITS_GREY = {8, 0, 0, 0, 0};
    private static final int PIXELS = 4;
    private static final int MARGIN = 4;
    private static final byte WHITE = (byte) 0xFF;

    private QrPicture() {}

    static byte[] png(String text) {
        ByteMatrix modules = modules(text);
        int size = (modules.getWidth() + 2 * MARGIN) * PIXELS;
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(size)
                        .putInt(size)
                        .put(EIGHT_BITS_GREY)
                        .array());
        chunk(png, "IDAT", deflated(rows(modules, size)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    /** Each row after a byte that says: not filtered. */
    private static byte[] rows(ByteMatrix modules, int size) {
        byte[] rows = new byte[size * (size + 1)];
        Arrays.fill(rows, WHITE);
        for (int y = 0; y < size; y++) {
            rows[y * (size + 1)] = 0;
            for (int x = 0; x < size; x++) {
                if (isDark(modules, x / PIXELS - MARGIN, y / PIXELS - MARGIN)) {
                    rows[y * (size + 1) + 1 + x] = 0;
                }
            }
        }
        return rows;
    }

    private static boolean isDark(ByteMatrix modules, int column, int row) {
        boolean inside = column >= 0 && row >= 0 && column < modules.getWidth() && row < modules.getHeight();
        return inside && modules.get(column, row) == 1;
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(data);
            deflater.finish();
            byte[] buffer = new byte[data.length + 64];
            return Arrays.copyOf(buffer, deflater.deflate(buffer));
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        CRC32 sum = new CRC32();
        sum.update(type.getBytes(US_ASCII));
        sum.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(type.getBytes(US_ASCII));
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
