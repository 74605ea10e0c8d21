package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.pcsc.kit.Hex;

/** A card that answers as no card should: Management ends soon, in a typed error. */
@Timeout(60)
class HostileCardTest {
    private static final String MANAGEMENT =
            Hex.text("Virtual mgr - FW version 5.7.1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private interface Card {
        byte[] answer(byte[] command, int asked);
    }

    private static SmartCardConnection connection(Card card) {
        return new SmartCardConnection() {
            private int asked;

            @Override
            public byte[] sendAndReceive(byte[] command) {
                return card.answer(command, ++asked);
            }

            @Override
            public Transport getTransport() {
                return Transport.USB;
            }

            @Override
            public boolean isExtendedLengthApduSupported() {
                return true;
            }

            @Override
            public byte[] getAtr() {
                return new byte[0];
            }

            @Override
            public void close() {}
        };
    }

    /** What comes instead of an answer. */
    enum Nonsense {
        ENDLESS_PIECES,
        ENDLESS_NOTHING,
        MEBIBYTES,
        NO_STATUS_WORD,
        HALF_A_STATUS_WORD,
        NOTHING,
        A_LENGTH_TOO_MUCH,
        GARBAGE_LENGTHS,
        A_TAG_ALONE,
        A_SERIAL_OF_NINE_BYTES,
        AN_EMPTY_VERSION,
        A_VERSION_BEYOND_127,
        PAGES_WITHOUT_END;

        byte[] answer() {
            return switch (this) {
                case ENDLESS_PIECES -> filled(256, "61FF");
                case ENDLESS_NOTHING -> Hex.bytes("6100");
                case MEBIBYTES -> filled(3 << 20, "9000");
                case NO_STATUS_WORD -> new byte[0];
                case HALF_A_STATUS_WORD -> Hex.bytes("90");
                case NOTHING -> Hex.bytes("9000");
                case A_LENGTH_TOO_MUCH -> Hex.bytes("05 0101 3F 9000");
                case GARBAGE_LENGTHS -> Hex.bytes("07 0184FFFFFFFF3F 9000");
                case A_TAG_ALONE -> Hex.bytes("01 01 9000");
                case A_SERIAL_OF_NINE_BYTES -> Hex.bytes("0B 0209 010203040506070809 9000");
                case AN_EMPTY_VERSION -> Hex.bytes("02 0500 9000");
                case A_VERSION_BEYOND_127 -> Hex.bytes("05 0503 FFFFFF 9000");
                case PAGES_WITHOUT_END -> Hex.bytes("03 1001 01 9000");
            };
        }

        private static byte[] filled(int length, String sw) {
            byte[] answer = Arrays.copyOf(new byte[length], length + 2);
            System.arraycopy(Hex.bytes(sw), 0, answer, length, 2);
            return answer;
        }
    }

    private static void assertTyped(Card card) {
        Throwable thrown = catchThrowable(() -> ManagementSession.read(connection(card)));
        assertThat(thrown).isInstanceOf(PcscException.class);
        assertThat(((PcscException) thrown).kind()).isEqualTo(PcscException.Kind.CARD_ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void readConfig(Nonsense nonsense) {
        byte[] selected = Hex.bytes(MANAGEMENT + "9000");
        assertTyped((command, asked) -> asked == 1 ? selected : nonsense.answer());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ENDLESS_PIECES", "ENDLESS_NOTHING", "MEBIBYTES", "NO_STATUS_WORD", "HALF_A_STATUS_WORD", "NOTHING"
            })
    void select(Nonsense nonsense) {
        assertTyped((command, asked) -> nonsense.answer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"999.1.1", "no numbers", "99999999999999999999.1.1", ""})
    void aVersionThatIsNone(String text) {
        byte[] selected = Arrays.copyOf(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), text.length() + 2);
        selected[text.length()] = (byte) 0x90;
        assertTyped((command, asked) -> selected);
    }

    /** No Management, but an OTP application that tells nonsense: an unknown key, no crash. */
    @Test
    void anOlderKeyWithNonsenseForAStatus() throws IOException {
        DeviceInfo info = ManagementSession.read(connection((command, asked) -> {
            boolean management = asked == 1;
            return Hex.bytes(management ? "6A82" : "FFFFFFFF 9000");
        }));
        assertThat(info.version().major).isEqualTo((byte) 3);
    }

    @Test
    void anOlderKeyThatGivesNoStatusWords() {
        assertThatThrownBy(() -> ManagementSession.read(
                        connection((command, asked) -> asked == 1 ? Hex.bytes("6A82") : new byte[1])))
                .isInstanceOf(PcscException.class);
    }

    @Test
    void aByteAtATimeEndsLongBeforeAMebibyte() {
        AnswerLimit limit = new AnswerLimit();
        int asked = 0;
        PcscException end = null;
        while (end == null && asked < 10_000) {
            asked++;
            try {
                limit.look(Hex.bytes("00 61FF"));
            } catch (PcscException e) {
                end = e;
            }
        }
        assertThat(asked).isEqualTo(513);
        assertThat(end.kind()).isEqualTo(PcscException.Kind.CARD_ERROR);
    }

    @Test
    void longAnswersBehindEachOtherArePlainlyFine() throws IOException {
        AnswerLimit limit = new AnswerLimit();
        for (int i = 0; i < 1000; i++) {
            limit.look(Hex.bytes("00".repeat(256) + "6100"));
            limit.look(Hex.bytes("00".repeat(256) + "9000"));
        }
    }
}
