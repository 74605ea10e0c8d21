package ykaws.oath.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Looks for QR codes until no further way of looking finds another: one way seldom finds all of several codes.
 */
final class QrSearch {
    private static final Map<DecodeHintType, Object> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.CHARACTER_SET, "UTF-8");

    /** Up to this size a picture may well have codes of one or two pixels a module. */
    private static final int SMALL = 1_000_000;

    /** Neighbourhoods in which faint codes are looked for: of small and of large modules. */
    private static final int[] TILES = {16, 48};

    private final Set<String> texts = new LinkedHashSet<>();

    private QrSearch() {}

    static Set<String> texts(Gray gray) {
        QrSearch search = new QrSearch();
        search.at(gray);
        if (gray.getWidth() * gray.getHeight() <= SMALL) {
            search.at(gray.enlarged(3));
        } else {
            search.at(gray.reduced(2));
        }
        for (int i = 0; i < TILES.length && search.texts.isEmpty(); i++) {
            search.at(gray.stretched(TILES[i]));
        }
        return search.texts;
    }

    private void at(Gray gray) {
        both(gray);
        both(gray.inverted());
    }

    private void both(Gray gray) {
        in(new HybridBinarizer(gray));
        in(new GlobalHistogramBinarizer(gray));
    }

    private void in(Binarizer binarizer) {
        try {
            for (Result result : new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(binarizer), HINTS)) {
                texts.add(result.getText());
            }
        } catch (NotFoundException e) {
            // Nothing found in this way: the next one may.
            return;
        }
    }
}
