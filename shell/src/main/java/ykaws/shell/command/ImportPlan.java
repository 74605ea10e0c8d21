package ykaws.shell.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Code;
import ykaws.oath.Credential;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.OathSession;
import ykaws.oath.OathType;
import ykaws.oath.StoragePlan;
import ykaws.oath.imports.ImportedAccount;
import ykaws.shell.command.ImportItem.State;

/** Holds an import against what is on the key, before anything is sent to be stored. */
final class ImportPlan implements AutoCloseable {
    private final Map<String, Credential> present = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Instant now;
    private final StoragePlan storage;
    private final List<ImportItem> items = new ArrayList<>();

    private ImportPlan(OathSession session, Instant now) throws IOException {
        List<Credential> listed = session.list();
        for (Credential each : listed) {
            present.put(each.id().text(), each);
        }
        if (!listed.isEmpty()) {
            for (CalculatedCredential each : session.calculateAll(now)) {
                look(each);
            }
        }
        this.now = now;
        this.storage = StoragePlan.of(session, listed);
    }

    private void look(CalculatedCredential each) {
        String id = each.credential().id().text();
        Credential listed = present.get(id);
        if (listed != null) {
            present.put(
                    id,
                    new Credential(
                            listed.id(),
                            listed.type(),
                            listed.algorithm(),
                            each.credential().touch()));
        }
        if (each.code() != null) {
            codes.put(id, each.code());
        }
    }

    /** Plans for each account, under the name and with the touch that the choice says. */
    static ImportPlan of(OathSession session, List<ImportedAccount> accounts, ImportChoice choice, Instant now)
            throws IOException {
        ImportPlan plan = new ImportPlan(session, now);
        try {
            for (ImportedAccount each : accounts) {
                plan.add(each, choice);
            }
            return plan;
        } catch (IOException | RuntimeException e) {
            plan.close();
            throw e;
        }
    }

    private void add(ImportedAccount source, ImportChoice choice) throws IOException {
        NewCredential draft = source.account();
        if (draft == null) {
            String why = String.valueOf(source.refusal());
            items.add(refused(source.name(), OathException.of(Kind.INVALID_ARGUMENT, source.name(), why), null));
            return;
        }
        NewCredential account = choice.apply(draft);
        ImportItem earlier = earlier(account);
        if (earlier == null) {
            items.add(judged(account));
        } else if (sameSecret(earlier, account)) {
            account.close();
        } else {
            OathException twice = OathException.of(
                    Kind.INVALID_NAME,
                    account.id().text(),
                    "the import has two different accounts of the name '" + account.id() + "'");
            items.add(refused(account.id().text(), twice, account));
        }
    }

    private @Nullable ImportItem earlier(NewCredential account) {
        for (ImportItem item : items) {
            if (item.account() != null
                    && item.account().id().text().equals(account.id().text())) {
                return item;
            }
        }
        return null;
    }

    private static boolean sameSecret(ImportItem earlier, NewCredential account) {
        NewCredential other = earlier.account();
        return other != null
                && other.type() == account.type()
                && other.algorithm() == account.algorithm()
                && other.digits() == account.digits()
                && other.key().matches(account.key());
    }

    private ImportItem judged(NewCredential account) {
        String id = account.id().text();
        try {
            boolean there = storage.holds(account.id());
            storage.requireSupported(account);
            if (there) {
                return new ImportItem(id, account, existing(account, present.get(id)), null);
            }
            storage.add(account);
            return new ImportItem(id, account, State.NEW, null);
        } catch (OathException e) {
            return e.kind() == Kind.NO_SPACE ? new ImportItem(id, account, State.NO_ROOM, e) : refused(id, e, account);
        }
    }

    private State existing(NewCredential account, @Nullable Credential there) {
        Code code = codes.get(account.id().text());
        if (there == null || account.type() != OathType.TOTP || code == null) {
            return State.PRESENT;
        }
        boolean same = there.type() == account.type()
                && there.algorithm() == account.algorithm()
                && Boolean.valueOf(account.touch()).equals(there.touch())
                && account.codeAt(now).digits().equals(code.digits());
        return same ? State.SAME : State.OTHER;
    }

    private static ImportItem refused(String name, OathException why, @Nullable NewCredential account) {
        return new ImportItem(name, account, State.REFUSED, why);
    }

    List<ImportItem> items() {
        return items;
    }

    long count(State state) {
        return items.stream().filter(item -> item.state() == state).count();
    }

    @Override
    public void close() {
        items.forEach(ImportItem::close);
    }
}
