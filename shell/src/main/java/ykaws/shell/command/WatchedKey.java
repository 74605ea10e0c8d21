package ykaws.shell.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Code;
import ykaws.oath.CodeLookup;
import ykaws.oath.Credential;
import ykaws.oath.OathSession;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;

/** The key behind a live view: opened for each reading, with the password that was given at the first. */
final class WatchedKey implements AutoCloseable {
    /** So often the key is read even if no code expires: it may have been exchanged, or changed by another program. */
    private static final int AT_LATEST_SECONDS = 30;

    private final Invocation invocation;
    private final @Nullable String query;
    private final boolean hidden;
    private final Unlocking unlocking;
    private KeySelector selector;
    private @Nullable String deviceId;

    WatchedKey(Invocation invocation, @Nullable String query, boolean hidden) {
        this.invocation = invocation;
        this.query = query;
        this.hidden = hidden;
        this.selector = invocation.keySelector();
        this.unlocking = new Unlocking(invocation);
    }

    /** What was read, and how long it is good for. */
    interface View {
        List<String> lines(Instant now);

        /** When the key is to be read again. */
        Instant refreshAt();

        /** Whether nothing more can be shown without costing the person a touch. */
        boolean over(Instant now);
    }

    /** The table of all. */
    private record Table(CodeTable table, Instant atLatest) implements View {
        @Override
        public List<String> lines(Instant now) {
            return table.lines(now);
        }

        @Override
        public Instant refreshAt() {
            return table.firstExpiry().isBefore(atLatest) ? table.firstExpiry() : atLatest;
        }

        @Override
        public boolean over(Instant now) {
            return false;
        }
    }

    /** One account's code, with the next one where that costs nothing. */
    private record Single(
            Credential account, Code code, @Nullable Code next) implements View {
        @Override
        public List<String> lines(Instant now) {
            List<String> lines = new ArrayList<>();
            lines.add(account.id().text());
            lines.add(code.digits() + "  " + CodeTable.type(account) + "  " + ValidityBar.of(code, now));
            if (next != null) {
                lines.add(next.digits() + "  " + ValidityBar.of(next, now));
            }
            return lines;
        }

        @Override
        public Instant refreshAt() {
            return next == null ? Instant.MAX : code.validUntil();
        }

        @Override
        public boolean over(Instant now) {
            return next == null && !now.isBefore(code.validUntil());
        }
    }

    /** Opens the key, reads, and lets it go. */
    View read() throws IOException {
        try (OpenOath oath = OpenOath.on(open(), unlocking, invocation)) {
            requireTheSame(oath.session());
            Instant now = invocation.now();
            List<CalculatedCredential> all = new AccountReading(invocation, oath).codes(now);
            return query == null
                    ? new Table(new CodeTable(all, hidden), now.plusSeconds(AT_LATEST_SECONDS))
                    : single(oath, query, all);
        }
    }

    /** At first as any command does; later without asking for a key that is not there. */
    private OpenKey open() throws IOException {
        if (deviceId != null) {
            return invocation.keys().open(selector);
        }
        try {
            return invocation.openKey(selector);
        } catch (PcscException e) {
            if (e.kind() != PcscException.Kind.SEVERAL_KEYS || query == null) {
                throw e;
            }
            selector = new KeyWithAccount(invocation, query).among(e.keys());
            return invocation.openKey(selector);
        }
    }

    private void requireTheSame(OathSession session) throws PcscException {
        if (deviceId != null && !deviceId.equals(session.deviceId())) {
            throw new PcscException(PcscException.Kind.NO_KEY, null, "another key is plugged in");
        }
        deviceId = session.deviceId();
    }

    private View single(OpenOath oath, String account, List<CalculatedCredential> all) throws IOException {
        List<Credential> accounts = new ArrayList<>();
        for (CalculatedCredential each : all) {
            accounts.add(each.credential());
        }
        Credential found = CodeLookup.only(account, accounts);
        for (CalculatedCredential each : all) {
            Code code = each.code();
            if (each.credential().equals(found) && code != null) {
                return new Single(found, code, oath.session().calculate(found.id(), code.validUntil()));
            }
        }
        TouchPrompt prompt =
                new TouchPrompt(invocation, "the code of " + found.id().text());
        if (Boolean.TRUE.equals(found.touch())) {
            prompt.tell();
        }
        oath.whenSilent(prompt::tell);
        try {
            return new Single(found, oath.session().calculate(found.id(), invocation.now()), null);
        } finally {
            prompt.touched();
        }
    }

    @Override
    public void close() {
        unlocking.close();
    }
}
