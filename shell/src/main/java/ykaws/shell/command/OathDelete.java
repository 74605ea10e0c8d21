package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.CodeLookup;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.OathException;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** {@code oath delete}. */
@Command(
        name = "delete",
        description = {
            "Delete accounts from the key. Their secrets are lost.",
            "Nothing is deleted unless each QUERY means exactly one account.",
            "",
            "Example: ykaws oath delete ACME:bob ACME:alice"
        })
final class OathDelete implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "1..*", paramLabel = "QUERY", description = "An account, as for code.")
    List<String> queries = new ArrayList<>();

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    OathDelete(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenOath oath = OpenOath.open(invocation, queries.get(0))) {
            List<CredentialId> accounts = chosen(oath);
            Dependents.of(invocation, accounts).require(force);
            confirm(accounts);
            delete(oath, accounts);
        }
        return 0;
    }

    private List<CredentialId> chosen(OpenOath oath) throws IOException {
        List<CredentialId> accounts = new ArrayList<>();
        try {
            List<Credential> all = oath.session().list();
            for (String query : queries) {
                add(accounts, CodeLookup.only(query, all).id());
            }
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.CORRUPT_RECORD) {
                throw e;
            }
            // The key cannot even list its accounts. By its full name, one can still be deleted.
            for (String query : queries) {
                add(accounts, CredentialId.of(query));
            }
        }
        return accounts;
    }

    private static void add(List<CredentialId> accounts, CredentialId account) {
        if (!accounts.contains(account)) {
            accounts.add(account);
        }
    }

    private void confirm(List<CredentialId> accounts) throws IOException {
        if (accounts.size() == 1) {
            invocation.confirm(
                    "Delete " + MfaArns.described(accounts.get(0)) + " from the key? Its secret is lost.", force);
            return;
        }
        if (!force && invocation.canAsk()) {
            for (CredentialId account : accounts) {
                invocation.console().say("  " + MfaArns.described(account));
            }
        }
        invocation.confirm(
                "Delete these " + accounts.size() + " accounts from the key? Their secrets are lost.", force);
    }

    /** What was deleted is told also where a later one fails. */
    private void delete(OpenOath oath, List<CredentialId> accounts) throws IOException {
        Json json = new Json().beginObject().name("deleted").beginArray();
        try {
            for (CredentialId account : accounts) {
                oath.session().delete(account);
                json.value(account.text());
                if (!invocation.options().json()) {
                    invocation.console().say("ykaws: deleted " + account.text());
                }
            }
        } finally {
            if (invocation.options().json()) {
                invocation.console().data(json.endArray().endObject().toString());
            }
        }
    }
}
