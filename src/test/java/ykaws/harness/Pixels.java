package ykaws.harness;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A QR code that was drawn in a terminal, as a camera would see it. */
public final class Pixels {
    /** Black on bright white, a row of half blocks, and the terminal's own colours again. */
    private static final Pattern ROW = Pattern.compile("\u001b\\[30;107m([ ▀▄█]+)\u001b\\[0m");

    private static final int SIZE = 6;
    private static final int WHITE = 0xFFFFFF;

    private Pixels() {}

    /** The drawing in a terminal's raw output, on a black screen, as a PNG file. */
    public static byte[] ofTerminal(String raw) {
        List<String> rows = ROW.matcher(raw).results().map(row -> row.group(1)).toList();
        return png(rows);
    }

    /** Rows of half blocks whose ink is dark. */
    public static byte[] png(List<String> rows) {
        int border = 10 * SIZE;
        BufferedImage image = new BufferedImage(
                rows.get(0).length() * SIZE + 2 * border,
                rows.size() * 2 * SIZE + 2 * border,
                BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rows.size() * 2 * SIZE; y++) {
            for (int x = 0; x < rows.get(0).length() * SIZE; x++) {
                char c = rows.get(y / SIZE / 2).charAt(x / SIZE);
                boolean upper = y / SIZE % 2 == 0;
                boolean dark = c == '█' || c == (upper ? '▀' : '▄');
                image.setRGB(x + border, y + border, dark ? 0 : WHITE);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
