package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import ykaws.oath.OathException.Kind;

/** A card that answers as no card should: each command ends soon, in a typed error. */
@Timeout(60)
class HostileCardTest {
    private static final String SELECTED = "7903050701 7108 0102030405060708" + "9000";
    private static final String LOCKED = "7903050701 7108 0102030405060708 7408 A1A2A3A4A5A6A7A8" + "9000";
    private static final Instant AT_59 = Instant.ofEpochSecond(59);

    /** What comes instead of an answer, to every command. */
    enum Nonsense {
        ENDLESS_PIECES,
        ENDLESS_BYTES,
        ENDLESS_NOTHING,
        ONE_MEBIBYTE,
        MEBIBYTES,
        NO_STATUS_WORD,
        HALF_A_STATUS_WORD,
        LENGTH_BEYOND_THE_END,
        LENGTH_OF_FOUR_GIGABYTES,
        LENGTH_WITHOUT_END,
        A_TAG_ALONE,
        FOREIGN_TLV,
        AN_ODD_NUMBER,
        TEXT;

        private static final int MEBIBYTE = 1 << 20;

        byte[] answer(int asked) {
            return switch (this) {
                case ENDLESS_PIECES -> filled(256, 0x61FF);
                case ENDLESS_BYTES -> filled(1, 0x6101);
                case ENDLESS_NOTHING -> hex("6100");
                case ONE_MEBIBYTE -> filled(1 << 15, asked * (1 << 15) < MEBIBYTE ? 0x6100 : 0x9000);
                case MEBIBYTES -> filled(3 * MEBIBYTE, 0x9000);
                case NO_STATUS_WORD -> new byte[0];
                case HALF_A_STATUS_WORD -> hex("90");
                case LENGTH_BEYOND_THE_END -> hex("7220 21 61 9000");
                case LENGTH_OF_FOUR_GIGABYTES -> hex("7184FFFFFFFF 61 9000");
                case LENGTH_WITHOUT_END -> hex("7180 61 0000 9000");
                case A_TAG_ALONE -> hex("71 9000");
                case FOREIGN_TLV -> hex("6F04 8402 A000 9000");
                case AN_ODD_NUMBER -> hex("7101 61 7605 06 00000001 7101 62 9000");
                case TEXT -> "this is no applet\u0090\u0000".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            };
        }

        private static byte[] filled(int length, int sw) {
            byte[] answer = new byte[length + 2];
            Arrays.fill(answer, (byte) 0x71);
            answer[length] = (byte) (sw >> 8);
            answer[length + 1] = (byte) sw;
            return answer;
        }
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** Answers SELECT well if it has an answer for it, and everything else with nonsense. */
    private static final class HostileCard implements SmartCardConnection {
        private final byte[] selected;
        private final Nonsense nonsense;
        private int asked;

        HostileCard(String selected, Nonsense nonsense) {
            this.selected = hex(selected);
            this.nonsense = nonsense;
        }

        @Override
        public byte[] sendAndReceive(byte[] command) {
            boolean select = (command[1] & 0xFF) == 0xA4 && command[2] == 0x04;
            if (select && selected.length > 0) {
                return selected.clone();
            }
            return nonsense.answer(++asked);
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
        public void close() {
            throw new AssertionError("not ours to close");
        }
    }

    private interface Use {
        void of(OathSession session) throws IOException;
    }

    private static void assertTyped(String selected, Nonsense nonsense, Use use) {
        Throwable thrown = catchThrowable(() -> use.of(OathSession.open(new HostileCard(selected, nonsense))));
        assertThat(thrown).as("%s", nonsense).isInstanceOf(OathException.class);
        assertThat(((OathException) thrown).kind()).isEqualTo(Kind.BAD_RESPONSE);
    }

    @ParameterizedTest
    @EnumSource
    void select(Nonsense nonsense) {
        assertTyped("", nonsense, session -> {});
    }

    @ParameterizedTest
    @EnumSource
    void list(Nonsense nonsense) {
        assertTyped(SELECTED, nonsense, OathSession::list);
    }

    @ParameterizedTest
    @EnumSource
    void calculateAll(Nonsense nonsense) {
        assertTyped(SELECTED, nonsense, session -> session.calculateAll(AT_59));
    }

    @ParameterizedTest
    @EnumSource
    void calculate(Nonsense nonsense) {
        assertTyped(SELECTED, nonsense, session -> session.calculate(CredentialId.of("a"), AT_59));
    }

    @ParameterizedTest
    @EnumSource
    void calculateFull(Nonsense nonsense) {
        assertTyped(SELECTED, nonsense, session -> session.calculateFull(CredentialId.of("a"), new byte[8]));
    }

    @ParameterizedTest
    @EnumSource
    void lookUp(Nonsense nonsense) {
        assertTyped(SELECTED, nonsense, session -> new CodeLookup(session, TouchNotice.NONE).code("a", AT_59));
    }

    @ParameterizedTest
    @EnumSource
    void salvage(Nonsense nonsense) {
        assertTyped(SELECTED, nonsense, session -> new Salvage(session, account -> {}).read(AT_59));
    }

    @ParameterizedTest
    @EnumSource
    void unlock(Nonsense nonsense) {
        assertTyped(LOCKED, nonsense, session -> {
            try (Secret accessKey = Secret.copyOf(new byte[16])) {
                session.unlock(accessKey);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "no version,            7108 0102030405060708",
        "no device id,          7903050701",
        "neither,               ''",
        "a version of a byte,   790105 7108 0102030405060708",
        "a version beyond 127,  7903FFFFFF 7108 0102030405060708",
        "an empty device id,    7903050701 7100",
        "an empty challenge,    7903050701 7108 0102030405060708 7400"
    })
    void selectWithout(String what, String answer) {
        Throwable thrown = catchThrowable(
                () -> OathSession.open(new HostileCard((answer + " 9000").replace(" ", ""), Nonsense.TEXT)));
        assertThat(thrown).as(what).isInstanceOf(OathException.class);
        assertThat(((OathException) thrown).kind()).isEqualTo(Kind.BAD_RESPONSE);
    }
}
