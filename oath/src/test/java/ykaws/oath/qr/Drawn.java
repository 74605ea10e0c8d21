package ykaws.oath.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures of QR codes, as bad as people make them. */
final class Drawn {
    static {
        System.setProperty("java.awt.headless", "true");
    }

    private final BufferedImage image;
    private final Graphics2D pen;

    Drawn(int width, int height, Color background) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        pen = image.createGraphics();
        pen.setColor(background);
        pen.fillRect(0, 0, width, height);
    }

    /** A code by itself, with a margin of four modules. */
    static Drawn code(String text, int module, Color dark, Color light) {
        int size = (matrix(text).getWidth() + 8) * module;
        return new Drawn(size, size, light).put(text, module, new int[] {4 * module, 4 * module, 0}, dark);
    }

    /** @param place left, top, and degrees of a turn about the code's middle */
    Drawn put(String text, int module, int[] place, Color dark) {
        BitMatrix matrix = matrix(text);
        double middle = matrix.getWidth() * module / 2.0;
        AffineTransform before = pen.getTransform();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.translate(place[0], place[1]);
        pen.rotate(Math.toRadians(place[2]), middle, middle);
        pen.setColor(dark);
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    pen.fillRect(x * module, y * module, module, module);
                }
            }
        }
        pen.setTransform(before);
        return this;
    }

    /** Windows, lines and words, as on a screen; nothing where the codes go. */
    Drawn clutter(List<int[]> kept) {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            int x = random.nextInt(image.getWidth());
            int y = random.nextInt(image.getHeight());
            int w = 4 + random.nextInt(60);
            int h = 2 + random.nextInt(30);
            if (kept.stream().noneMatch(k -> x + w > k[0] && x < k[0] + k[2] && y + h > k[1] && y < k[1] + k[2])) {
                pen.setColor(new Color(random.nextInt(1 << 24)));
                pen.fillRect(x, y, w, h);
            }
        }
        return this;
    }

    Drawn noise(int amplitude) {
        Random random = new Random(11);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color c = new Color(image.getRGB(x, y));
                int d = random.nextInt(2 * amplitude + 1) - amplitude;
                image.setRGB(
                        x, y, new Color(clip(c.getRed() + d), clip(c.getGreen() + d), clip(c.getBlue() + d)).getRGB());
            }
        }
        return this;
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }

    byte[] png() {
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] jpeg(float quality) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, Color.WHITE, null);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(opaque, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    static BitMatrix matrix(String text) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 0));
        } catch (WriterException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
