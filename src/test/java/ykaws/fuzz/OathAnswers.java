package ykaws.fuzz;

import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import ykaws.oath.CodeLookup;
import ykaws.oath.Credential;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.TouchNotice;

/** All that a card may answer to SELECT, LIST, CALCULATE ALL, CALCULATE, VALIDATE and what changes its accounts. */
public final class OathAnswers {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final byte[] SELECTED = HexFormat.of().parseHex("790305070171080102030405060708" + "9000");

    private OathAnswers() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Fuzzing.typed(() -> {
            OathSession session = OathSession.open(new FuzzedCard(input, SELECTED));
            unlock(session);
            List<Credential> accounts = session.listWithTouch();
            session.calculateAll(NOW);
            new CodeLookup(session, TouchNotice.NONE).code("dev", NOW);
            for (Credential account : accounts) {
                session.calculate(account.id(), NOW);
                session.delete(account.id());
            }
        });
    }

    private static void unlock(OathSession session) throws IOException {
        if (session.locked()) {
            try (Secret key = session.deriveAccessKey("password".toCharArray())) {
                session.unlock(key);
            }
        }
    }
}
