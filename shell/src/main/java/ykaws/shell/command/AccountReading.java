package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.Salvage;
import ykaws.shell.Invocation;

/**
 * Reads the accounts of a key. Where one damaged record spoils the answer for all, the others are read one by one, and
 * {@link #settle} then names the damaged one and offers to delete it.
 */
final class AccountReading {
    private final Invocation invocation;
    private final OpenOath oath;
    private Salvage.@Nullable Found salvaged;

    /** What asks for the touch that is waited for. */
    private TouchPrompt prompt;

    AccountReading(Invocation invocation, OpenOath oath) {
        this.invocation = invocation;
        this.oath = oath;
        this.prompt = new TouchPrompt(invocation, "an account");
    }

    /** All accounts, with the codes that cost nothing. */
    List<CalculatedCredential> codes(Instant at) throws IOException {
        try {
            return oath.session().calculateAll(at);
        } catch (OathException e) {
            return salvage(at, e).accounts();
        }
    }

    /** All accounts, with what is known of touches. */
    List<Credential> accounts() throws IOException {
        try {
            return oath.session().listWithTouch();
        } catch (OathException e) {
            List<Credential> accounts = new ArrayList<>();
            for (CalculatedCredential each : salvage(invocation.now(), e).accounts()) {
                accounts.add(each.credential());
            }
            return accounts;
        }
    }

    private Salvage.Found salvage(Instant at, OathException why) throws IOException {
        if (why.kind() != Kind.CORRUPT_RECORD) {
            throw why;
        }
        invocation.console().say("ykaws: the key cannot read all of its accounts at once; reading them one by one");
        Salvage.Found found;
        try {
            found = new Salvage(oath.session(), this::announce).read(at);
        } finally {
            prompt.touched();
        }
        oath.key().connection().whileSilent(Duration.ZERO, null);
        salvaged = found;
        return found;
    }

    /** An account that needs a touch says so only by its silence. */
    private void announce(CredentialId account) {
        prompt.touched();
        prompt = new TouchPrompt(invocation, "the code of " + account.text());
        oath.whenSilent(prompt::tell);
    }

    /**
     * To be called when all else was printed: nothing if no record is damaged.
     *
     * @throws OathException CORRUPT_RECORD, with the damaged accounts, unless the only one was deleted on the spot
     */
    void settle() throws IOException {
        Salvage.Found found = salvaged;
        if (found == null) {
            return;
        }
        List<String> damaged = found.damaged();
        if (damaged.isEmpty()) {
            throw OathException.of(
                    Kind.CORRUPT_RECORD,
                    "",
                    "the key cannot read one of its accounts, and it is none of those that could be tried; left are "
                            + String.join(", ", found.unread()));
        }
        if (damaged.size() == 1 && deleted(damaged.get(0))) {
            return;
        }
        throw OathException.of(
                Kind.CORRUPT_RECORD,
                damaged.get(0),
                damaged.size() == 1
                        ? "the key cannot read the account '" + damaged.get(0) + "': its record is damaged"
                        : "the key cannot read " + damaged.size() + " of its accounts: their records are damaged",
                damaged);
    }

    /** Several at once speak for a failing key rather than for failing records: nothing is deleted by the way then. */
    private boolean deleted(String id) throws IOException {
        if (invocation.options().json() || !invocation.canAsk()) {
            return false;
        }
        String answer = invocation
                .console()
                .ask("The key cannot read " + id + " any more. Delete it, so that the others work as before? [y/N] ")
                .trim();
        if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
            return false;
        }
        for (Credential account : oath.session().list()) {
            if (account.id().text().equals(id)) {
                oath.session().delete(account.id());
                invocation.console().say("ykaws: deleted " + id);
            }
        }
        return true;
    }
}
