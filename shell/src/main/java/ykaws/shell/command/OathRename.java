package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.CodeLookup;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.oath.OathType;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code oath rename}. */
@Command(
        name = "rename",
        description = {
            "Rename an account (firmware 5.3.1 or newer). Its secret, type and period stay.",
            "",
            "Example: ykaws oath rename bob ACME:bob"
        })
final class OathRename implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "QUERY", description = "The account, as for code.")
    String query = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Its new name: ISSUER:NAME, NAME, or an MFA ARN.")
    String name = "";

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    OathRename(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenOath oath = OpenOath.open(invocation, query)) {
            List<Credential> accounts = oath.session().list();
            CredentialId from = CodeLookup.only(query, accounts).id();
            CredentialId to = target(from);
            oath.session().requireRenamable(from, to);
            requireFree(accounts, to);
            invocation.confirm("Rename " + from.text() + " to " + to.text() + "?", force);
            oath.session().rename(from, to);
            report(from, to);
        }
        return 0;
    }

    /** The new name with the type and period of the account, which belong to its secret. */
    private CredentialId target(CredentialId from) throws IOException {
        boolean usual = from.type() == OathType.TOTP && from.period() == CredentialId.DEFAULT_PERIOD;
        Optional<MfaArn> arn = usual ? MfaArn.parse(name) : Optional.empty();
        if (arn.isPresent()) {
            return arn.get().accountName();
        }
        CredentialId given = CredentialId.parse(name, from.type());
        return given.period() == CredentialId.DEFAULT_PERIOD
                ? new CredentialId(given.issuer(), given.name(), from.type(), from.period())
                : given;
    }

    private static void requireFree(List<Credential> accounts, CredentialId to) {
        for (Credential account : accounts) {
            if (account.id().text().equals(to.text())) {
                throw new Problem(
                                "account-exists",
                                "the key has an account '" + to.text() + "' already; nothing was renamed",
                                List.of("ykaws oath list"),
                                ExitCode.USAGE)
                        .failure();
            }
        }
    }

    private void report(CredentialId from, CredentialId to) {
        if (invocation.options().json()) {
            invocation
                    .console()
                    .data(new Json()
                            .beginObject()
                            .field("from", from.text())
                            .field("to", to.text())
                            .field("issuer", to.issuer())
                            .field("name", to.name())
                            .endObject()
                            .toString());
        } else {
            invocation.console().say("ykaws: renamed " + from.text() + " to " + to.text());
        }
    }
}
