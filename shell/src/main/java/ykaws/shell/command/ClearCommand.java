package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ykaws.shell.Invocation;

/** {@code clear}. */
@Command(name = "clear", description = "Forget the cached sessions of a profile, or all.")
final class ClearCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "PROFILE", description = "The profile; default: all.")
    @Nullable
    String profile;

    ClearCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        int forgotten = new AwsAccess(invocation).cache().clear(profile);
        invocation.console().say("ykaws: " + count(forgotten) + " forgotten");
        return 0;
    }

    static String count(int sessions) {
        return sessions == 1 ? "1 session" : sessions + " sessions";
    }
}
