package ykaws.oath.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException;
import ykaws.oath.Secret;

class QrDrawingTest {
    /** What a terminal makes of the rows, with characters of 8 by 16 pixels, black on white. */
    private static byte[] screen(List<String> rows) {
        BufferedImage image = new BufferedImage(1000, rows.size() * 16 + 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).length(); column++) {
                char c = rows.get(row).charAt(column);
                pen.setColor(Color.WHITE);
                pen.fillRect(100 + column * 8, 100 + row * 16, 8, 16);
                pen.setColor(Color.BLACK);
                if (c == '█' || c == '▀') {
                    pen.fillRect(100 + column * 8, 100 + row * 16, 8, 8);
                }
                if (c == '█' || c == '▄') {
                    pen.fillRect(100 + column * 8, 108 + row * 16, 8, 8);
                }
            }
        }
        return Drawn.png(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otpauth://totp/dev?secret=MZXW6YTBOI",
                "otpauth://totp/ACME:bob?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=ACME&algorithm=SHA1&digits=6&period=30",
                "otpauth://totp/%C3%A9?secret=MZXW6YTBOI",
                "é🔑"
            })
    void aDrawingOnADarkTerminalIsReadAgain(String text) throws OathException {
        List<String> rows;
        try (Secret secret = Secret.copyOf(text.getBytes(StandardCharsets.UTF_8))) {
            rows = QrDrawing.rows(secret);
        }

        assertThat(rows)
                .allSatisfy(row -> assertThat(row)
                        .hasSameSizeAs(rows.get(0))
                        .matches("[ ▀▄█]+")
                        .startsWith("    ")
                        .endsWith("    "));
        List<Secret> read = QrReader.read(screen(rows));
        assertThat(read).hasSize(1);
        String again = read.get(0).expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
        assertThat(again).isEqualTo(text);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        try (Secret secret = Secret.takeOver(new byte[4000])) {
            assertThatThrownBy(() -> QrDrawing.rows(secret)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
