package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 61xx and SEND REMAINING. */
class LongAnswersTest {
    private static final String REST = "00A5000000";

    @TempDir
    Path folder;

    /** Accounts whose LIST entries have 64 bytes each. */
    private static String fill(TestKey key, int accounts) throws IOException {
        key.selectOath();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < accounts; i++) {
            String name = "%061d".formatted(i);
            key.ok(TestKey.put(name));
            expected.append("723E21").append(TestKey.name(name).substring(4));
        }
        return expected.toString();
    }

    @ParameterizedTest
    @CsvSource({"4,0", "5,1", "8,1", "9,2", "37,9", "40,9", "41,10", "64,15"})
    void comeInPiecesOf256Bytes(int accounts, int morePieces) throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            String expected = fill(key, accounts);
            StringBuilder whole = new StringBuilder();
            int left = accounts * 64;
            String answer = key.send(TestKey.LIST);
            for (int piece = 0; piece < morePieces; piece++) {
                left -= 256;
                assertThat(answer).hasSize(2 * 258).endsWith(left > 255 ? "6100" : "61%02X".formatted(left));
                whole.append(answer, 0, 512);
                answer = key.send(REST);
            }
            whole.append(answer, 0, answer.length() - 4);

            assertThat(answer).hasSize(2 * (left + 2)).endsWith("9000");
            assertThat(whole).asString().isEqualTo(expected);
            assertThat(key.send(REST)).as("nothing left").isEqualTo("9000");
        }
    }

    @Test
    void anyOtherCommandDropsTheRest() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            fill(key, 10);
            for (String other : new String[] {"00C0000000", "00A6000000", TestKey.SELECT_OATH, TestKey.delete("x")}) {
                assertThat(key.send(TestKey.LIST)).endsWith("6100");
                key.send(other);
                assertThat(key.send(REST)).as(other).isEqualTo("9000");
            }
        }
    }

    @Test
    void getResponseIsUnknownToOath() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            fill(key, 5);
            assertThat(key.send(TestKey.LIST)).endsWith("6140");

            assertThat(key.send("00C0000000")).isEqualTo("6D00");
        }
    }

    @Test
    void sendRemainingWithWrongP1P2KeepsTheRest() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            fill(key, 5);
            key.send(TestKey.LIST);

            assertThat(key.send("00A50001")).isEqualTo("6B00");
            assertThat(key.send(REST)).hasSize(2 * 66).endsWith("9000");
        }
    }

    @Test
    void aPowerCycleDropsTheRest() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            fill(key, 5);
            key.send(TestKey.LIST);
            key.connection.powerCycle();
            key.selectOath();

            assertThat(key.send(REST)).isEqualTo("9000");
        }
    }

    @Test
    void pieceSizeAndGetResponseCanBeSet() throws IOException {
        try (TestKey key = TestKey.with(folder, new Wire(10, true), TestKey.NO_TOUCH)) {
            assertThat(key.send(TestKey.SELECT_OATH)).hasSize(24).endsWith("6105");
            assertThat(key.send("00C0000000")).hasSize(14).endsWith("9000");
            key.send(TestKey.SELECT_MANAGEMENT);
            assertThat(key.send("001D0000")).hasSize(24).endsWith("6125");
            assertThat(key.send("00C0000000")).hasSize(24).endsWith("611B");
        }
    }
}
