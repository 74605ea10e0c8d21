package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.CodeLookup;
import ykaws.oath.Credential;
import ykaws.shell.Invocation;

/** {@code oath delete}. */
@Command(name = "delete", description = "Delete an account from the key. Its secret is lost.")
final class OathDelete implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "QUERY", description = "The account, as for code.")
    String query = "";

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    OathDelete(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenOath oath = OpenOath.open(invocation)) {
            Credential account = CodeLookup.only(query, oath.session().list());
            invocation.confirm("Delete " + account.id().text() + " from the key? Its secret is lost.", force);
            oath.session().delete(account.id());
            invocation.console().say("ykaws: deleted " + account.id().text());
        }
        return 0;
    }
}
