package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.ScriptedConnection;

/** READ CONFIG, whatever a card makes of it: read rightly, or an error of this layer. */
class ConfigProperties {
    private static DeviceInfo read(byte[] answer) throws IOException {
        return ManagementSession.read(new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("5.7.1"))
                .then(ManagementSessionTest.READ_0, Hex.text(answer) + "9000"));
    }

    private static byte[] withLength(byte[] tags) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(tags.length);
        answer.writeBytes(tags);
        return answer.toByteArray();
    }

    @Property
    void anyTagsAreAConfigurationOrACardError(@ForAll("tagLike") byte[] tags) throws IOException {
        boolean pages = false;
        for (byte each : tags) {
            // A page after this one would be asked for.
            pages |= each == 0x10;
        }
        if (!pages) {
            readOrCardError(withLength(tags));
        }
    }

    @Property
    void aWrongLengthIsACardError(@ForAll @Size(max = 60) byte[] answer, @ForAll byte length) throws IOException {
        byte[] whole = withLength(answer);
        whole[0] = length;
        if ((length & 0xFF) != answer.length) {
            assertThat(readOrCardError(whole)).isFalse();
        }
    }

    private static boolean readOrCardError(byte[] answer) throws IOException {
        try {
            assertThat(read(answer).version()).isNotNull();
            return true;
        } catch (PcscException e) {
            assertThat(e.kind()).isEqualTo(PcscException.Kind.CARD_ERROR);
            return false;
        }
    }

    @Property
    void whatAKeyTellsIsRead(
            @ForAll @IntRange(min = 1) int serial,
            @ForAll @IntRange(max = 0x3FF) int usb,
            @ForAll @IntRange(max = 0x3FF) int nfc,
            @ForAll @IntRange(max = 0xFFFF) int autoEject,
            @ForAll boolean locked)
            throws IOException {
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        tag(tags, 0x01, 0x03, 0xFF);
        tag(tags, 0x03, usb >> 8, usb);
        tag(tags, 0x02, serial >> 24, serial >> 16, serial >> 8, serial);
        tag(tags, 0x04, 0x01);
        tag(tags, 0x06, autoEject >> 8, autoEject);
        tag(tags, 0x0D, 0x03, 0xFF);
        tag(tags, 0x0E, nfc >> 8, nfc);
        tag(tags, 0x0A, locked ? 1 : 0);

        DeviceInfo info = read(withLength(tags.toByteArray()));

        assertThat(info.serial()).hasValue(serial);
        assertThat(info.usb()).isEqualTo(new ApplicationSet(0x3FF, usb));
        assertThat(info.nfc()).isEqualTo(new ApplicationSet(0x3FF, nfc));
        assertThat(info.settings().autoEjectSeconds()).isEqualTo(autoEject);
        assertThat(info.protection().configLocked()).isEqualTo(locked);
    }

    private static void tag(ByteArrayOutputStream tags, int tag, int... value) {
        tags.write(tag);
        tags.write(value.length);
        Arrays.stream(value).forEach(tags::write);
    }

    @Provide
    Arbitrary<byte[]> tagLike() {
        Arbitrary<byte[]> tag = Arbitraries.integers()
                .between(1, 0x21)
                .flatMap(number -> Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(5)
                        .map(value -> {
                            byte[] whole = new byte[value.length + 2];
                            whole[0] = number.byteValue();
                            whole[1] = (byte) value.length;
                            System.arraycopy(value, 0, whole, 2, value.length);
                            return whole;
                        }));
        return Arbitraries.oneOf(tag, Arbitraries.bytes().array(byte[].class).ofMaxSize(3))
                .list()
                .ofMaxSize(20)
                .map(parts -> {
                    ByteArrayOutputStream all = new ByteArrayOutputStream();
                    parts.forEach(all::writeBytes);
                    return all.toByteArray();
                });
    }
}
