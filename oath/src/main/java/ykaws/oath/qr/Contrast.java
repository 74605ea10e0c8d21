package ykaws.oath.qr;

import java.util.Arrays;

/** The darkest and the lightest pixel around each place of a picture. */
final class Contrast {
    private static final int WHITE = 0xFF;

    /** Smaller differences are noise. */
    private static final int FLAT = 6;

    private final int tile;
    private final int columns;
    private final int rows;
    private final int[] darkest;
    private final int[] lightest;

    Contrast(byte[] pixels, int width, int tile) {
        this.tile = tile;
        this.columns = (width + tile - 1) / tile;
        this.rows = (pixels.length / width + tile - 1) / tile;
        int[] dark = new int[columns * rows];
        int[] light = new int[columns * rows];
        Arrays.fill(dark, WHITE);
        for (int i = 0; i < pixels.length; i++) {
            int place = i / width / tile * columns + i % width / tile;
            dark[place] = Math.min(dark[place], pixels[i] & 0xFF);
            light[place] = Math.max(light[place], pixels[i] & 0xFF);
        }
        this.darkest = around(dark, true);
        this.lightest = around(light, false);
    }

    /** The extremes of each tile and the eight around it. */
    private int[] around(int[] values, boolean least) {
        int[] result = values.clone();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                for (int y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y++) {
                    for (int x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x++) {
                        int value = values[y * columns + x];
                        int place = row * columns + column;
                        result[place] = least ? Math.min(result[place], value) : Math.max(result[place], value);
                    }
                }
            }
        }
        return result;
    }

    /** A brightness as it would be if its surroundings went from black to white. */
    int stretched(int brightness, int x, int y) {
        int place = y / tile * columns + x / tile;
        int range = lightest[place] - darkest[place];
        if (range < FLAT) {
            return brightness > WHITE / 2 ? WHITE : 0;
        }
        return (brightness - darkest[place]) * WHITE / range;
    }
}
