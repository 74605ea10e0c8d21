package ykaws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code sandbox users}. */
@Command(
        name = "users",
        description = {
            "Make IAM users in the local AWS, and a profile 'admin' whose keys may do everything there.",
            "What an administrator does elsewhere with aws iam create-user; enroll --from then gives them their keys.",
            "",
            "Example: ykaws --sandbox sandbox users ann ben"
        })
final class SandboxUsers implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Names of users; those that exist stay as they are.")
    List<String> names = new ArrayList<>();

    SandboxUsers(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        SandboxWorld world = OwnCommands.sandbox(invocation);
        world.prepareAws();
        world.aws().storeAdmin();
        List<String> made;
        try {
            made = world.aws().createUsers(names);
        } catch (IllegalArgumentException e) {
            throw Problem.usage(e.getMessage()).failure();
        }
        if (invocation.options().json()) {
            Json json = new Json().beginObject().name("created").beginArray();
            made.forEach(json::value);
            invocation
                    .console()
                    .data(json.endArray().field("profile", "admin").endObject().toString());
            return 0;
        }
        for (String name : names) {
            invocation.console().print("user " + name + (made.contains(name) ? " is made" : " was there"));
        }
        invocation.console().print("profile admin has the access key of user admin");
        return 0;
    }
}
