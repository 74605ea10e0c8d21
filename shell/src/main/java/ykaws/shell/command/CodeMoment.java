package ykaws.shell.command;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.CredentialId;
import ykaws.oath.OathSession;
import ykaws.shell.Problem;

/**
 * Of which time a code is wanted.
 *
 * @param at the instant
 * @param next whether the step after that one is meant, whose length is the account's own
 */
record CodeMoment(Instant at, boolean next) {

    static CodeMoment of(@Nullable String text, boolean next, Instant now) {
        try {
            return new CodeMoment(text == null ? now : Instant.parse(text), next);
        } catch (DateTimeParseException e) {
            throw Problem.usage("'" + text + "' is not a time as in 2026-01-31T12:00:00Z")
                    .failure();
        }
    }

    /** For the answer to CALCULATE ALL, which is for steps of 30 s. */
    Instant usual() {
        return next ? at.plusSeconds(CredentialId.DEFAULT_PERIOD) : at;
    }

    /** The codes of accounts whose next step is not in 30 s are calculated again. */
    List<CalculatedCredential> corrected(List<CalculatedCredential> usual, OathSession session) throws IOException {
        List<CalculatedCredential> corrected = new ArrayList<>();
        for (CalculatedCredential each : usual) {
            CredentialId id = each.credential().id();
            boolean other = next && each.code() != null && id.period() != CredentialId.DEFAULT_PERIOD;
            corrected.add(
                    other
                            ? new CalculatedCredential(
                                    each.credential(), session.calculate(id, at.plusSeconds(id.period())))
                            : each);
        }
        return corrected;
    }
}
