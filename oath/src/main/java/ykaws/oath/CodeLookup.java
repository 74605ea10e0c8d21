package ykaws.oath;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Finds the account that a query means and gives its code. */
public final class CodeLookup {
    private final OathSession session;
    private final TouchNotice notice;

    /**
     * An account and its code.
     *
     * @param credential its touch flag and algorithm may be null after a look-up by full id
     */
    public record Found(Credential credential, Code code) {}

    /**
     * What a query matches.
     *
     * @param found all accounts that match: one is a hit
     * @param nearest ids that look alike, if none matches
     */
    public record Match(List<Credential> found, List<String> nearest) {}

    public CodeLookup(OathSession session, TouchNotice notice) {
        this.session = session;
        this.notice = notice;
    }

    /** Soon. */
    public Found code(String query, Instant at) throws IOException {
        if (session.locked()) {
            notice.touched();
        }
        throw soon();
    }

    /** Soon. */
    public static Match match(String query, Collection<Credential> accounts) {
        return new Match(List.copyOf(accounts), List.of(query));
    }

    /** Whether the query is an ARN or contains a colon or a slash. */
    public static boolean isFullId(String query) {
        return query.indexOf(':') >= 0 || query.indexOf('/') >= 0;
    }

    private static UnsupportedOperationException soon() {
        return new UnsupportedOperationException("soon");
    }
}
