package ykaws.oath.qr;

import com.google.zxing.LuminanceSource;

/** A picture as brightnesses, as ZXing reads them: one byte a pixel, 0 is black. */
final class Gray extends LuminanceSource {
    private final byte[] pixels;

    /** Takes the array over. */
    Gray(byte[] pixels, int width, int height) {
        super(width, height);
        this.pixels = pixels;
    }

    @Override
    public byte[] getRow(int y, byte[] row) {
        byte[] target = row == null || row.length < getWidth() ? new byte[getWidth()] : row;
        System.arraycopy(pixels, y * getWidth(), target, 0, getWidth());
        return target;
    }

    @Override
    public byte[] getMatrix() {
        return pixels;
    }

    /** Each pixel as a square of {@code factor} by {@code factor}: codes of one pixel a module become readable. */
    Gray enlarged(int factor) {
        int width = getWidth() * factor;
        byte[] large = new byte[width * getHeight() * factor];
        for (int y = 0; y < getHeight() * factor; y++) {
            for (int x = 0; x < width; x++) {
                large[y * width + x] = pixels[y / factor * getWidth() + x / factor];
            }
        }
        return new Gray(large, width, getHeight() * factor);
    }

    /** Means of squares of {@code factor} by {@code factor}: less noise, and large codes found faster. */
    Gray reduced(int factor) {
        int width = getWidth() / factor;
        int height = getHeight() / factor;
        byte[] small = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                small[y * width + x] = (byte) mean(x * factor, y * factor, factor);
            }
        }
        return new Gray(small, width, height);
    }

    private int mean(int left, int top, int size) {
        int sum = 0;
        for (int y = top; y < top + size; y++) {
            for (int x = left; x < left + size; x++) {
                sum += pixels[y * getWidth() + x] & 0xFF;
            }
        }
        return sum / (size * size);
    }

    /**
     * The full range from black to white in each neighbourhood, however little of it the picture uses there.
     *
     * @param tile side of a third of a neighbourhood, in pixels; what is light around a code must be wider than this
     */
    Gray stretched(int tile) {
        Contrast contrast = new Contrast(pixels, getWidth(), tile);
        byte[] full = new byte[pixels.length];
        for (int y = 0; y < getHeight(); y++) {
            for (int x = 0; x < getWidth(); x++) {
                int i = y * getWidth() + x;
                full[i] = (byte) contrast.stretched(pixels[i] & 0xFF, x, y);
            }
        }
        return new Gray(full, getWidth(), getHeight());
    }

    /** Light and dark exchanged. */
    Gray inverted() {
        byte[] negative = new byte[pixels.length];
        for (int i = 0; i < negative.length; i++) {
            negative[i] = (byte) ~pixels[i];
        }
        return new Gray(negative, getWidth(), getHeight());
    }
}
