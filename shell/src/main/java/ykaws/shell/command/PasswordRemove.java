package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.shell.Invocation;

/** {@code oath password remove}. */
@Command(name = "remove", description = "Remove the password of the OATH application.")
final class PasswordRemove implements Callable<Integer> {
    private final Invocation invocation;

    PasswordRemove(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenOath oath = OpenOath.open(invocation)) {
            oath.session().removePassword();
        }
        invocation.console().say("ykaws: the OATH application asks for no password any more");
        return 0;
    }
}
