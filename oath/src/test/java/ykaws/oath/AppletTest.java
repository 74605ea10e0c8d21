package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ykaws.oath.ScriptedCard.OK;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.OathException.Kind;

class AppletTest {
    private static final String DATA = "7103646576";

    private static byte[] send(ScriptedCard card) throws IOException {
        Applet applet = new Applet(card, null);
        applet.select();
        byte[] data = HexFormat.of().parseHex(DATA);
        try {
            applet.send(Command.PUT, 0, data, "dev");
        } catch (OathException e) {
            assertThat(e.kind()).isIn(Kind.NO_SPACE, Kind.BAD_RESPONSE);
        }
        return data;
    }

    // The array that the session built; the one that goes over the wire is another.
    @ParameterizedTest
    @ValueSource(strings = {OK, "6A84", "90"})
    void theDataIsWipedWhateverTheAnswer(String answer) throws IOException {
        ScriptedCard card = ScriptedCard.firmware("050701").on("00010000 05" + DATA, answer);
        assertThat(send(card)).containsOnly(0);
        card.assertAllAsked();
        assertThat(card.sent().get(1)).containsOnly(0);
    }

    @Test
    void andIfThereIsNone() throws IOException {
        ScriptedCard card =
                ScriptedCard.firmware("050701").on("00010000 05" + DATA, OK).butFails(new IOException("card removed"));
        Applet applet = new Applet(card, null);
        applet.select();
        byte[] data = HexFormat.of().parseHex(DATA);
        assertThatThrownBy(() -> applet.send(Command.PUT, 0, data, "dev")).hasRootCauseMessage("card removed");
        assertThat(data).containsOnly(0);
    }
}
