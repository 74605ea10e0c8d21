package ykaws.oath.qr;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;

/** A PNG or JPEG file, decoded within bounds and without the temporary files that ImageIO makes by itself. */
final class Picture {
    /** More than the sensors of telephones have; a file of a few kilobytes may claim to have many more. */
    private static final long MAX_PIXELS = 64_000_000;

    /** Above this, every second pixel (or third …) is enough. */
    private static final long WORKING_PIXELS = 16_000_000;

    private static final int MAX_SIDE = 30_000;

    private Picture() {}

    /** ImageIO's name of the format, null if it is another. */
    static @Nullable String format(byte[] content) {
        if (startsWith(content, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return "png";
        }
        return startsWith(content, 0xFF, 0xD8, 0xFF) ? "jpeg" : null;
    }

    private static boolean startsWith(byte[] content, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= content.length || (content[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The brightnesses: on white, and for a picture that one can see through also on black. */
    static List<Gray> grays(byte[] content) throws OathException {
        BufferedImage image = decode(content);
        List<Gray> grays = new ArrayList<>();
        grays.add(gray(image, 0xFF));
        if (image.getColorModel().hasAlpha()) {
            grays.add(gray(image, 0));
        }
        return grays;
    }

    private static BufferedImage decode(byte[] content) throws OathException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(String.valueOf(format(content)))
                .next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream, true, true);
            return reader.read(0, parameters(reader));
        } catch (OathException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK throw whatever comes, when a file is damaged.
            throw invalid("the picture is damaged");
        } finally {
            reader.dispose();
        }
    }

    private static ImageReadParam parameters(ImageReader reader) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
            throw invalid("the picture is too large, " + width + " by " + height
                    + " pixels: cut the QR code out of it, or take a screenshot");
        }
        int step = 1;
        while (width * height / step / step > WORKING_PIXELS) {
            step++;
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return parameters;
    }

    private static Gray gray(BufferedImage image, int background) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) brightness(row[x], background);
            }
        }
        return new Gray(pixels, width, height);
    }

    /** ITU-R BT.601, in 256ths, over what shines through. */
    private static int brightness(int argb, int background) {
        int alpha = argb >>> 24;
        int brightness = (77 * (argb >> 16 & 0xFF) + 150 * (argb >> 8 & 0xFF) + 29 * (argb & 0xFF)) >> 8;
        return (brightness * alpha + background * (0xFF - alpha)) / 0xFF;
    }

    private static OathException invalid(String message) {
        return OathException.of(Kind.INVALID_ARGUMENT, "", message);
    }
}
