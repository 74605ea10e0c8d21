package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.shell.command.ImportItem.State;
import ykaws.shell.command.ImportResult.Outcome;

/** Stores the accounts of a plan one by one, and knows of each what became of it, whatever happens. */
final class ImportRun {
    private final OathSession session;
    private final boolean replace;
    private final List<ImportResult> results = new ArrayList<>();
    /** The connection failed: nothing more is sent. */
    private boolean ended;

    /** Read by the hook of a process that ends meanwhile. */
    private final AtomicInteger done = new AtomicInteger();

    /** @param replace whether accounts of the same name on the key are replaced */
    ImportRun(OathSession session, boolean replace) {
        this.session = session;
        this.replace = replace;
    }

    /** One result for each item, in order. */
    List<ImportResult> run(List<ImportItem> items) {
        for (ImportItem item : items) {
            ImportResult result =
                    ended && isToBeSent(item) ? new ImportResult(item, Outcome.NOT_TRIED, null) : one(item);
            results.add(result);
            done.addAndGet(result.good() ? 1 : 0);
        }
        return results;
    }

    /** How many accounts of the plan are on the key by now. */
    int done() {
        return done.get();
    }

    private boolean isToBeSent(ImportItem item) {
        return item.state() == State.NEW || (replace && item.wouldReplace());
    }

    private ImportResult one(ImportItem item) {
        NewCredential account = item.account();
        if (account == null || item.refusal() != null) {
            return new ImportResult(item, Outcome.FAILED, item.refusal());
        }
        if (!isToBeSent(item)) {
            return new ImportResult(item, Outcome.EXISTS, null);
        }
        try {
            session.replace(account);
            return new ImportResult(item, item.state() == State.NEW ? Outcome.ADDED : Outcome.REPLACED, null);
        } catch (OathException e) {
            ended = e.kind() == OathException.Kind.CHANGE_UNKNOWN;
            return new ImportResult(item, ended ? Outcome.UNKNOWN : Outcome.FAILED, e);
        } catch (IOException e) {
            // Before anything was sent: the key is gone.
            ended = true;
            return new ImportResult(item, Outcome.FAILED, e);
        }
    }

    /** What a list of results fails with; null if it is all good. */
    static @Nullable ImportResult failure(List<ImportResult> results) {
        ImportResult first = null;
        for (ImportResult result : results) {
            if (result.outcome() == Outcome.UNKNOWN) {
                return result;
            }
            if (!result.good() && first == null) {
                first = result;
            }
        }
        return first;
    }
}
