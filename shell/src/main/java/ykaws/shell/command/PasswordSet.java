package ykaws.shell.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;

/** {@code oath password set}. */
@Command(
        name = "set",
        description = {
            "Set or change the password of the OATH application.",
            "On standard input: the present password, if there is one, and the new one, a line each."
        })
final class PasswordSet implements Callable<Integer> {
    private final Invocation invocation;

    PasswordSet(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenOath oath = OpenOath.open(invocation);
                Secret password = Passwords.fresh(invocation)) {
            char[] characters = Passwords.characters(password);
            try (Secret accessKey = oath.session().deriveAccessKey(characters)) {
                oath.session().setPassword(accessKey);
                oath.key().resetOnClose();
            } finally {
                Arrays.fill(characters, '\0');
            }
        }
        invocation.console().say("ykaws: the OATH application now asks for the password");
        return 0;
    }
}
