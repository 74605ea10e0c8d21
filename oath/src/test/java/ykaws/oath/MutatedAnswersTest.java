package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static ykaws.oath.ScriptedCard.OK;
import static ykaws.oath.ScriptedCard.plain;
import static ykaws.oath.ScriptedCard.tlv;
import static ykaws.oath.ScriptedCard.utf8;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Valid answers with a few bytes changed, cut or doubled: whatever comes, it is a result or an IOException. */
class MutatedAnswersTest {
    private static final int ROUNDS = 4000;
    private static final String SELECTED = "7903050701 7108 0102030405060708";
    private static final Map<Command, String> ANSWERS = new EnumMap<>(Map.of(
            Command.SELECT,
            SELECTED + "7408 A1A2A3A4A5A6A7A8 7B0101" + OK,
            Command.LIST,
            tlv("72", "21" + utf8("dev")) + tlv("72", "12" + utf8("60/c")) + tlv("72", "23" + utf8("60/i:é")) + OK,
            Command.CALCULATE_ALL,
            tlv("71", utf8("dev")) + "7605 06 41397EEA" + tlv("71", utf8("60/i:é")) + "7605 08 41397EEA"
                    + tlv("71", utf8("t")) + "7C01 06" + tlv("71", utf8("c")) + "7701 06" + OK,
            Command.CALCULATE,
            "7605 06 41397EEA" + OK));

    /** Gives one answer that is mutated to its command, and valid ones to all others. */
    private static final class Mutant implements SmartCardConnection {
        private final Command command;
        private final byte[] mutated;

        Mutant(Command command, byte[] mutated) {
            this.command = command;
            this.mutated = mutated;
        }

        @Override
        public byte[] sendAndReceive(byte[] apdu) {
            if (apdu[1] == (byte) 0xA5) {
                return HexFormat.of().parseHex(OK);
            }
            Command asked = asked(apdu);
            if (asked == command) {
                return mutated.clone();
            }
            String answer = asked == Command.SELECT ? SELECTED + OK : ANSWERS.get(asked);
            return HexFormat.of().parseHex(plain(answer));
        }

        private static Command asked(byte[] apdu) {
            for (Command candidate : ANSWERS.keySet()) {
                if (apdu[1] == (byte) candidate.ins() && apdu[2] == candidate.p1()) {
                    return candidate;
                }
            }
            throw new AssertionError("asked for " + HexFormat.of().formatHex(apdu));
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
    }

    private static byte[] mutate(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
                default -> bytes = join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(valid, at / 2, valid.length));
            }
        }
        return bytes;
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }

    @ParameterizedTest
    @EnumSource(names = {"SELECT", "LIST", "CALCULATE_ALL", "CALCULATE"})
    void aResultOrAnIoException(Command command) {
        byte[] valid = HexFormat.of().parseHex(plain(ANSWERS.get(command)));
        Random random = new Random(20260101L + command.name().hashCode());
        int results = 0;
        int failures = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] mutated = mutate(valid, random);
            try {
                use(command, new Mutant(command, mutated));
                results++;
            } catch (OathException e) {
                assertThat(e.getMessage()).isNotEmpty();
                failures++;
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError("round " + i + ": " + HexFormat.of().formatHex(mutated), e);
            }
        }
        // Both must happen, or the mutations prove nothing.
        assertThat(results).isPositive();
        assertThat(failures).isGreaterThan(ROUNDS / 4);
    }

    private static void use(Command command, Mutant card) throws IOException {
        OathSession session = OathSession.open(card);
        assertThat(session.deviceId()).hasSize(22);
        if (command == Command.LIST) {
            for (Credential credential : session.listWithTouch()) {
                assertThat(credential.id().text()).isNotNull();
            }
        } else if (command != Command.SELECT) {
            for (CalculatedCredential calculated : session.calculateAll(Instant.ofEpochSecond(59))) {
                assertThat(calculated.credential().id().toBytes()).isNotNull();
            }
            new CodeLookup(session, TouchNotice.NONE).code("d", Instant.ofEpochSecond(59));
        }
    }
}
