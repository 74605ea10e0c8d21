package ykaws.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.imports.ImportReader;

/** An import on a key that gives up half way. */
class ImportRunTest {
    private static final String OK = "9000";
    private static final String FULL = "6A84";
    private static final String PULLED_OUT = "pulled out";

    /** A key without accounts that answers PUT after PUT as told. */
    private static final class Key implements SmartCardConnection {
        private final List<String> answersToPut;

        Key(String... answersToPut) {
            this.answersToPut = new ArrayList<>(List.of(answersToPut));
        }

        @Override
        public byte[] sendAndReceive(byte[] command) throws IOException {
            String answer = OK;
            if (command[1] == (byte) 0xA4) {
                answer = "79030507017108" + "0011223344556677" + OK;
            } else if (command[1] == 1) {
                answer = answersToPut.remove(0);
            }
            if (answer.equals(PULLED_OUT)) {
                throw new IOException("the key was pulled out");
            }
            return HexFormat.of().parseHex(answer);
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
            throw new AssertionError("whoever opened it closes it");
        }
    }

    private static List<ImportResult> run(Key key) throws IOException {
        OathSession session = OathSession.open(key);
        try (ImportReader reader = new ImportReader()) {
            for (String name : List.of("a", "b", "c", "d")) {
                reader.add(
                        name,
                        ("otpauth://totp/" + name + "?secret=MZXW6YTBOI")
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            ImportChoice all = new ImportChoice(List.of(), null, null);
            try (ImportPlan plan = ImportPlan.of(session, reader.accounts(), all, Instant.EPOCH)) {
                return new ImportRun(session, false).run(plan.items());
            }
        }
    }

    private static List<String> outcomes(List<ImportResult> results) {
        return results.stream().map(each -> each.outcome().text()).toList();
    }

    @Test
    void aKeyThatIsFullSoonerThanItShouldBe() throws IOException {
        List<ImportResult> results = run(new Key(OK, OK, FULL, FULL));

        assertThat(outcomes(results)).containsExactly("added", "added", "failed", "failed");
        assertThat(ImportRun.failure(results)).isSameAs(results.get(2));
        assertThat(results.get(2).message()).contains("no space left");
    }

    @Test
    void oneThatIsRefusedIsNoReasonToLeaveTheOthers() throws IOException {
        assertThat(outcomes(run(new Key(OK, "6A80", OK, OK)))).containsExactly("added", "failed", "added", "added");
    }

    @Test
    void aKeyThatIsPulledOut() throws IOException {
        List<ImportResult> results = run(new Key(OK, PULLED_OUT));

        assertThat(outcomes(results)).containsExactly("added", "unknown", "not-tried", "not-tried");
        ImportResult failure = ImportRun.failure(results);
        assertThat(failure).isSameAs(results.get(1));
        assertThat(failure.failure())
                .isInstanceOf(OathException.class)
                .hasMessageContaining("it may be on the key or not");
    }
}
