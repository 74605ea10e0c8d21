package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.ScriptedConnection;

class TracingConnectionTest {
    private static final String SECRET = "DEADBEEFCAFE";

    private final List<String> lines = new ArrayList<>();
    private long now;

    private TracingConnection tracing(ScriptedConnection card) {
        return new TracingConnection(card, lines::add, () -> now += 12_500_000);
    }

    @Test
    void tellsNamesLengthsStatusAndTime() throws Exception {
        String[][] exchanges = {
            {
                "00A4040008A000000527210101",
                "7903050701 7108" + SECRET + "0000 9000",
                "A4 SELECT OATH 04 00, 8 bytes -> 9000, "
            },
            {"00A2000106" + SECRET, "7605" + SECRET + "9000", "A2 CALCULATE 00 01, 6 bytes -> 9000, 8 bytes, 12 ms"},
            {"00A4000106" + SECRET, "6104", "A4 CALCULATE ALL 00 01, 6 bytes -> 6104, 0 bytes, 12 ms"},
            {"00A5000000", SECRET + "9000", "A5 SEND REMAINING 00 00, 0 bytes -> 9000, 6 bytes, 12 ms"},
            {"0001000006" + SECRET, "6A84", "01 PUT 00 00, 6 bytes -> 6A84, 0 bytes, 12 ms"},
            {"00010000000006" + SECRET, "9000", "01 PUT 00 00, 6 bytes -> 9000, 0 bytes, 12 ms"},
            {"0003000006" + SECRET, "9000", "03 SET CODE 00 00, 6 bytes -> 9000, 0 bytes, 12 ms"},
            {"00A3000006" + SECRET, SECRET + "9000", "A3 VALIDATE 00 00, 6 bytes -> 9000, 6 bytes, 12 ms"},
            {"00A4040008A000000527471117", "9000", "A4 SELECT Management 04 00, 8 bytes -> 9000, 0 bytes, 12 ms"},
            {"001D000000", "9000", "1D READ CONFIG 00 00, 0 bytes -> 9000, 0 bytes, 12 ms"},
            {"00A4040007A0000005272001", "9000", "A4 SELECT OTP 04 00, 7 bytes -> 9000, 0 bytes, 12 ms"},
            {"0001100000", "9000", "01 REQUEST 10 00, 0 bytes -> 9000, 0 bytes, 12 ms"},
            {"00A4040005A000000308", "6A82", "A4 SELECT another application 04 00, 5 bytes -> 6A82, 0 bytes, 12 ms"},
            {"00FF0102", "6D00", "FF ? 01 02, 0 bytes -> 6D00, 0 bytes, 12 ms"},
            {"00C0000000", "00", "C0 GET RESPONSE 00 00, 0 bytes -> no status word, 12 ms"},
        };
        ScriptedConnection card = new ScriptedConnection();
        for (String[] exchange : exchanges) {
            card.then(exchange[0], exchange[1]);
        }
        TracingConnection tracing = tracing(card);
        for (String[] exchange : exchanges) {
            assertThat(tracing.sendAndReceive(Hex.bytes(exchange[0]))).isEqualTo(Hex.bytes(exchange[1]));
            assertThat(lines.get(lines.size() - 1)).startsWith(exchange[2]);
        }
        assertThat(String.join("\n", lines)).doesNotContainIgnoringCase(SECRET.substring(0, 4));
    }

    @Test
    void tellsFailuresAndPassesThemOn() {
        PcscException removed = new PcscException(Kind.REMOVED, "R", "pulled out");
        TracingConnection tracing = tracing(new ScriptedConnection().thenFails("00A2000000", removed));
        assertThatThrownBy(() -> tracing.sendAndReceive(Hex.bytes("00A2000000")))
                .isSameAs(removed);
        assertThat(lines).containsExactly("A2 ? 00 00, 0 bytes -> failed: REMOVED, 12 ms");
    }

    @Test
    void ownsTheConnection() throws Exception {
        ScriptedConnection card = new ScriptedConnection();
        tracing(card).close();
        assertThat(card.closes()).isEqualTo(1);
    }
}
