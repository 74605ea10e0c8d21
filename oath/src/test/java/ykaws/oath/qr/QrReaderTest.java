package ykaws.oath.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.Secret;

class QrReaderTest {
    private static final String AWS = "otpauth://totp/Amazon%20Web%20Services:dev@123456789012"
            + "?secret=MZXW6YTBOIMZXW6YTBOIMZXW6YTBOIMZXW6YTBOIMZXW6YTBOIMZXW6YTBOIMZXW&issuer=Amazon%20Web%20Services";
    private static final String OTHER = "otpauth://hotp/é🔑?secret=MZXW6YTBOI&counter=7";

    private static List<String> read(byte[] picture) throws OathException {
        List<String> texts = new ArrayList<>();
        for (Secret secret : QrReader.read(picture)) {
            texts.add(secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8)));
            secret.close();
        }
        return texts;
    }

    private static String refusal(byte[] picture) {
        OathException e = catchThrowableOfType(OathException.class, () -> QrReader.read(picture));
        assertThat(e.kind()).isEqualTo(Kind.INVALID_ARGUMENT);
        return e.getMessage();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10})
    void anySizeOfModules(int module) throws OathException {
        assertThat(read(Drawn.code(AWS, module, Color.BLACK, Color.WHITE).png()))
                .containsExactly(AWS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 30, 45, 90, 133, 180, 270, 300})
    void anyAngle(int degrees) throws OathException {
        byte[] picture = new Drawn(500, 500, Color.WHITE)
                .put(AWS, 4, new int[] {120, 120, degrees}, Color.BLACK)
                .png();

        assertThat(read(picture)).containsExactly(AWS);
    }

    @ParameterizedTest
    @CsvSource({
        "000000, ffffff",
        "ffffff, 000000",
        "e0e0e0, 202124",
        "202124, e0e0e0",
        "707070, 848484",
        "1a0dab, fff8dc",
        "ffffff, 7a7a7a"
    })
    void anyColours(String dark, String light) throws OathException {
        Color foreground = new Color(Integer.parseInt(dark, 16));
        Color background = new Color(Integer.parseInt(light, 16));

        assertThat(read(Drawn.code(AWS, 4, foreground, background).png())).containsExactly(AWS);
    }

    @Test
    void faintAmongThingsThatAreNot() throws OathException {
        byte[] picture = new Drawn(1200, 800, new Color(0xf4f4f4))
                .clutter(List.of(new int[] {300, 200, 320}))
                .put(AWS, 5, new int[] {340, 240, 0}, new Color(0xe0e0e0))
                .png();

        assertThat(read(picture)).containsExactly(AWS);
    }

    @Test
    void onADarkWindowWithinALightOne() throws OathException {
        byte[] picture = new Drawn(1200, 800, Color.WHITE)
                .clutter(List.of(new int[] {300, 200, 320}))
                .put(AWS, 5, new int[] {340, 240, 0}, Color.BLACK)
                .png();

        assertThat(read(picture)).containsExactly(AWS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void seeThrough(boolean lightOnes) throws OathException {
        byte[] picture = Drawn.code(AWS, 4, lightOnes ? Color.WHITE : Color.BLACK, new Color(0, true))
                .png();

        assertThat(read(picture)).containsExactly(AWS);
    }

    @ParameterizedTest
    @CsvSource({"0.9", "0.3", "0.1"})
    void jpegArtefacts(float quality) throws OathException {
        assertThat(read(Drawn.code(AWS, 4, Color.BLACK, Color.WHITE).jpeg(quality)))
                .containsExactly(AWS);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 100})
    void noise(int amplitude) throws OathException {
        assertThat(read(Drawn.code(AWS, 6, Color.BLACK, Color.WHITE)
                        .noise(amplitude)
                        .jpeg(0.8f)))
                .containsExactly(AWS);
    }

    @Test
    void severalInOneScreenshot() throws OathException {
        List<String> texts = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        Drawn screen = new Drawn(1600, 1000, Color.WHITE);
        for (int i = 0; i < 6; i++) {
            places.add(new int[] {40 + i % 3 * 520, 40 + i / 3 * 480, 300});
        }
        screen.clutter(places);
        for (int i = 0; i < 6; i++) {
            texts.add(AWS.replace("dev@", "dev-" + i + "@"));
            screen.put(
                    texts.get(i),
                    3 + i % 2,
                    new int[] {places.get(i)[0] + 30, places.get(i)[1] + 30, i * 3},
                    Color.BLACK);
        }

        assertThat(read(screen.png())).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void aSmallOneInALargePicture() throws OathException {
        byte[] picture = new Drawn(4000, 3000, Color.LIGHT_GRAY)
                .put(AWS, 3, new int[] {3000, 2000, 12}, Color.BLACK)
                .jpeg(0.8f);

        assertThat(read(picture)).containsExactly(AWS);
    }

    @Test
    void otherScripts() throws OathException {
        assertThat(read(Drawn.code(OTHER, 4, Color.BLACK, Color.WHITE).png())).isNotEmpty();
    }

    @Test
    void noCode() {
        byte[] picture = new Drawn(300, 200, Color.WHITE).clutter(List.of()).png();

        assertThat(refusal(picture)).contains("no QR code found");
    }

    @Test
    void damagedFiles() {
        byte[] png = Drawn.code(AWS, 2, Color.BLACK, Color.WHITE).png();
        byte[] jpeg = Drawn.code(AWS, 2, Color.BLACK, Color.WHITE).jpeg(0.9f);

        assertThat(refusal(Arrays.copyOf(png, 20))).contains("damaged");
        assertThat(refusal(Arrays.copyOf(jpeg, 20))).contains("damaged");
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        assertThat(refusal(pngOf(60_000, 60_000))).contains("too large").contains("60000 by 60000");
        assertThat(refusal(pngOf(20_000, 20_000))).contains("too large");
        assertThat(refusal(pngOf(Integer.MAX_VALUE, 1))).contains("too large");
    }

    /** A header that claims a size, and no pixels: whoever reads on finds the end of the file. */
    private static byte[] pngOf(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {1, 0, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }

    @Test
    void largePicturesAreReadInSteps() throws OathException {
        BufferedImage image = new BufferedImage(7000, 7000, BufferedImage.TYPE_BYTE_GRAY);
        image.createGraphics().setBackground(Color.WHITE);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 7000, 7000);
        pen.setColor(Color.BLACK);
        var matrix = Drawn.matrix(AWS);
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                if (matrix.get(x, y)) {
                    pen.fillRect(2000 + x * 20, 2000 + y * 20, 20, 20);
                }
            }
        }

        assertThat(read(Drawn.png(image))).containsExactly(AWS);
    }

    @Test
    void formats() {
        assertThat(QrReader.isPicture(new byte[0])).isFalse();
        assertThat(QrReader.isPicture("GIF89a".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(QrReader.isPicture("otpauth://".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }
}
