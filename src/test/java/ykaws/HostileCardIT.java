package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ykaws.harness.HostileReader;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.harness.Waiting;

/** The real program meets, over the real pcscd, a card that answers as no card should. */
@Timeout(120)
class HostileCardIT {
    private static final String READER = "Virtual PCD 00 00";
    private static final String SELECTED = "7903050701 7108 0102030405060708 9000";

    private final Place place = Place.create();
    private String vpcd = "";

    @BeforeEach
    void pcscd() {
        vpcd = Requirement.virtualReader();
    }

    @AfterEach
    void leave() {
        place.close();
    }

    /** With the card in the reader; the command is repeated until the service has seen the card. */
    private Outcome with(UnaryOperator<String> card, String... words) throws IOException {
        String[] all = new String[words.length + 2];
        all[0] = "--reader";
        all[1] = READER;
        System.arraycopy(words, 0, all, 2, words.length);
        try (HostileReader reader = HostileReader.insert(vpcd, card)) {
            AtomicReference<Outcome> last = new AtomicReference<>();
            Waiting.until(
                    () -> {
                        last.set(Program.ykaws(place).run(all));
                        return reader.answered() > 0;
                    },
                    () -> "a command that reaches the card; " + last.get());
            return last.get();
        }
    }

    private static boolean isSelect(String command) {
        return command.startsWith("00A404");
    }

    private static void assertNonsense(Outcome outcome, String what) {
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("ykaws: error: the key gave an answer that makes no sense: ")
                .contains(what)
                .doesNotContain("Exception");
    }

    @Test
    void anAnswerOfOneByteAtATimeWithoutEnd() throws IOException {
        assertNonsense(with(command -> isSelect(command) ? SELECTED : "71 6101", "code"), "an answer without end");
    }

    @Test
    void anAnswerOfEmptyPiecesWithoutEnd() throws IOException {
        assertNonsense(with(command -> isSelect(command) ? SELECTED : "6100", "oath", "list"), "an answer without end");
    }

    @Test
    void lengthsThatAreNone() throws IOException {
        assertNonsense(with(command -> isSelect(command) ? SELECTED : "7184FFFFFFFF 9000", "code", "x"), "broken TLV");
    }

    @Test
    void aForeignAnswerToSelect() throws IOException {
        assertNonsense(with(command -> "6F04 8402A000 9000", "oath", "info"), "SELECT");
    }

    @Test
    void pagesWithoutEnd() throws IOException {
        String management = "56697274756C206D6772202D2046572076657273696F6E20352E372E31 9000";
        assertNonsense(
                with(command -> isSelect(command) ? management : "03 100101 9000", "key", "info"), "pages without end");
    }
}
