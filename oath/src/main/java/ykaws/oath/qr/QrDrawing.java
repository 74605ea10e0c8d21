package ykaws.oath.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ykaws.oath.Secret;

/** A QR code as text: each character is two modules, one above the other, so that they come out square. */
public final class QrDrawing {
    /** ISO/IEC 18004 asks for a light margin of four modules. */
    private static final int MARGIN = 4;

    private QrDrawing() {}

    /**
     * Rows of equal length of {@code ' ' ▀ ▄ █}, whose ink is the dark modules: they must be shown as dark ink on light
     * ground. The text passes through a string of the encoder, which cannot be wiped.
     *
     * @throws IllegalArgumentException if the text is too long for a QR code (some 2900 bytes)
     */
    public static List<String> rows(Secret text) {
        ByteMatrix modules = modules(text);
        int size = modules.getWidth() + 2 * MARGIN;
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < size; y += 2) {
            StringBuilder row = new StringBuilder(size);
            for (int x = 0; x < size; x++) {
                row.append(character(isDark(modules, x, y), isDark(modules, x, y + 1)));
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static ByteMatrix modules(Secret text) {
        return text.expose(bytes -> {
            try {
                String content = new String(bytes, StandardCharsets.UTF_8);
                // ASCII needs no word on its character set, which not every scanner understands.
                Map<EncodeHintType, String> hints = content.length() == bytes.length
                        ? Map.of()
                        : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
                // The lowest level of correction: a screen has no stains, and a smaller code fits more terminals.
                return Encoder.encode(content, ErrorCorrectionLevel.L, hints).getMatrix();
            } catch (WriterException e) {
                throw new IllegalArgumentException("too long for a QR code", e);
            }
        });
    }

    private static boolean isDark(ByteMatrix modules, int x, int y) {
        int column = x - MARGIN;
        int row = y - MARGIN;
        return column >= 0
                && row >= 0
                && column < modules.getWidth()
                && row < modules.getHeight()
                && modules.get(column, row) == 1;
    }

    private static char character(boolean upper, boolean lower) {
        if (upper) {
            return lower ? '█' : '▀';
        }
        return lower ? '▄' : ' ';
    }
}
