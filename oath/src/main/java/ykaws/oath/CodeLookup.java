package ykaws.oath;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException.Kind;

/**
 * Finds the account that a query means and gives its code, in as few commands as possible: with a full id one CALCULATE;
 * else CALCULATE ALL, and one CALCULATE more for an account with touch, HOTP or another period than 30 s.
 */
public final class CodeLookup {
    private final OathSession session;
    private final TouchNotice notice;
    private boolean next;
    private boolean metDamage;

    /**
     * An account and its code.
     *
     * @param credential after a look-up by full id it is what the query says: TOTP, touch and algorithm unknown (null)
     */
    public record Found(Credential credential, Code code) {}

    /**
     * What a query matches.
     *
     * @param found all accounts that match: one is a hit
     * @param nearest ids that look alike, if none matches
     */
    public record Match(List<Credential> found, List<String> nearest) {}

    /**
     * Looks up on a session that is open and unlocked.
     *
     * @param notice told before a CALCULATE that is known to need a touch
     */
    public CodeLookup(OathSession session, TouchNotice notice) {
        this.session = session;
        this.notice = notice;
    }

    /** Gives codes of the time step after the one asked for, whose length is the account's own. HOTP has no such step. */
    public CodeLookup ofNextStep() {
        next = true;
        return this;
    }

    private Instant moment(CredentialId id, Instant at) {
        return next ? at.plusSeconds(id.period()) : at;
    }

    /** Whether a query is a full id: an ARN, or anything with a colon or a slash. */
    public static boolean isFullId(String query) {
        return query.indexOf(':') >= 0 || query.indexOf('/') >= 0;
    }

    /**
     * The code of the one account that the query means.
     *
     * @throws OathException NO_SUCH_ACCOUNT with the nearest names, AMBIGUOUS with all matches, and what
     *     {@link OathSession#calculate} throws
     */
    public Found code(String query, Instant at) throws IOException {
        CredentialId direct = isFullId(query) ? direct(query) : null;
        if (direct != null) {
            try {
                return new Found(
                        new Credential(direct, direct.type(), null, null),
                        session.calculate(direct, moment(direct, at)));
            } catch (OathException e) {
                if (e.kind() != Kind.NO_SUCH_ACCOUNT) {
                    throw e;
                }
                // Perhaps it stands there in another spelling, or is only part of a name.
            }
        }
        return search(query, at);
    }

    /** Null if there is no id to try: neither the ARN nor awsu's form of it fits a key. */
    private static @Nullable CredentialId direct(String query) {
        Optional<MfaArn> arn = MfaArn.parse(query);
        List<CredentialId> spellings = arn.isPresent() ? arn.get().spellings() : List.of(CredentialId.of(query));
        for (CredentialId spelling : spellings) {
            if (spelling.toBytes().length <= CredentialId.MAX_BYTES) {
                return spelling;
            }
        }
        return null;
    }

    /** Whether the code had to be found around an account that the key cannot read: see {@link Salvage}. */
    public boolean metDamage() {
        return metDamage;
    }

    private Found search(String query, Instant at) throws IOException {
        List<Calculated> all;
        try {
            all = session.calculateRaw(next ? at.plusSeconds(CredentialId.DEFAULT_PERIOD) : at);
        } catch (OathException e) {
            if (e.kind() != Kind.CORRUPT_RECORD) {
                throw e;
            }
            metDamage = true;
            // One damaged record spoils the codes of all, but LIST needs only names. Touches are not told there.
            Credential account = only(query, session.list());
            return new Found(account, session.calculate(account.id(), moment(account.id(), at)));
        }
        List<Credential> accounts = new ArrayList<>(all.size());
        for (Calculated calculated : all) {
            accounts.add(calculated.credential());
        }
        Credential account = only(query, accounts);
        Truncated value = valueOf(account, all);
        if (value != null) {
            return new Found(account, session.codeOf(account.id(), value, moment(account.id(), at)));
        }
        boolean touch = Boolean.TRUE.equals(account.touch());
        if (touch) {
            notice.touchNeeded(account);
        }
        Code code = session.calculate(account.id(), moment(account.id(), at));
        if (touch) {
            notice.touched();
        }
        return new Found(account, code);
    }

    // By the text: the generated equals of a record costs more than all else here when it is first used.
    private static @Nullable Truncated valueOf(Credential account, List<Calculated> all) {
        for (Calculated calculated : all) {
            if (calculated.credential().id().text().equals(account.id().text())) {
                return calculated.value();
            }
        }
        return null;
    }

    /**
     * The one account that a query means.
     *
     * @throws OathException NO_SUCH_ACCOUNT with the nearest names, AMBIGUOUS with all matches
     */
    public static Credential only(String query, Collection<Credential> accounts) throws OathException {
        Match match = match(query, accounts);
        if (match.found().size() == 1) {
            return match.found().get(0);
        }
        if (match.found().isEmpty()) {
            String message = accounts.isEmpty()
                    ? "no account '" + query + "': the key has none at all"
                    : "no account on the key matches '" + query + "'";
            throw OathException.of(Kind.NO_SUCH_ACCOUNT, query, message, match.nearest());
        }
        List<String> ids = new ArrayList<>();
        for (Credential account : match.found()) {
            ids.add(account.id().text());
        }
        throw OathException.of(
                Kind.AMBIGUOUS, query, "'" + query + "' matches " + ids.size() + " accounts on the key", ids);
    }

    /**
     * What a query matches: the account of that id; else the spellings of an MFA device's ARN; else an MFA device's
     * name (the last part of its ARN); else any part of an id in either case. Hidden accounts by their id only.
     */
    public static Match match(String query, Collection<Credential> accounts) {
        return match(query, accounts, false);
    }

    /** As the other, with hidden accounts ({@code _hidden:…}) treated like all. */
    public static Match match(String query, Collection<Credential> accounts, boolean withHidden) {
        AccountMatch match = new AccountMatch(query, accounts, withHidden);
        List<Credential> found = match.find();
        return new Match(found, found.isEmpty() ? match.nearest() : List.of());
    }
}
