package ykaws.pcsc.kit;

import java.util.HexFormat;

/** Bytes as the tables of the tests write them. */
public final class Hex {
    private Hex() {}

    /** Spaces are for the reader. */
    public static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    public static String text(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
