package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

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
            Remembered.of(invocation).forget(oath.session().deviceId());
        }
        if (invocation.options().json()) {
            invocation
                    .console()
                    .data(new Json()
                            .beginObject()
                            .field("password_set", false)
                            .endObject()
                            .toString());
            return 0;
        }
        invocation.console().say("ykaws: the OATH application asks for no password any more");
        return 0;
    }
}
