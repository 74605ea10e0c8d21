package ykaws.oath.qr;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.Secret;

/**
 * The QR codes in a picture: several, rotated, small, inverted, and with other things around them.
 *
 * <p>The texts pass through strings of the decoder, which cannot be wiped; what is returned can.
 */
public final class QrReader {
    private QrReader() {}

    /** Whether these are the first bytes of a picture in a format that {@link #read} takes. */
    public static boolean isPicture(byte[] content) {
        return Picture.format(content) != null;
    }

    /**
     * Finds all codes.
     *
     * @param picture a PNG or JPEG file; stays the caller's
     * @return at least one text, in UTF-8, from the top left to the bottom right; each is the caller's to close
     * @throws OathException INVALID_ARGUMENT if it is damaged or too large, or if there is no code in it
     */
    public static List<Secret> read(byte[] picture) throws OathException {
        Set<String> texts = new LinkedHashSet<>();
        for (Gray gray : Picture.grays(picture)) {
            if (texts.isEmpty()) {
                texts.addAll(QrSearch.texts(gray));
            }
        }
        if (texts.isEmpty()) {
            throw OathException.of(
                    Kind.INVALID_ARGUMENT,
                    "",
                    "no QR code found in the picture: it must be whole, in focus, with a light margin around it");
        }
        List<Secret> secrets = new ArrayList<>();
        for (String text : texts) {
            secrets.add(Secret.ofChars(text.toCharArray()));
        }
        return secrets;
    }
}
