package ykaws.shell.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import ykaws.shell.Attention;
import ykaws.shell.Invocation;

/** A program that gets its credentials from an endpoint of ours, which lives as long as it does. */
final class ServedCommand {
    private final Invocation invocation;
    private final ChildProgram program;

    ServedCommand(Invocation invocation, ChildProgram program) {
        this.invocation = invocation;
        this.program = program;
    }

    int run(ServerPlan plan) throws IOException {
        plan.warnOfDefault(invocation);
        Invocation aside = invocation.aside(new AsideConsole(invocation.console()), Attention.AT_ANOTHER_PROGRAM);
        try (ServedEndpoint endpoint = ServedEndpoint.open(invocation, aside, plan)) {
            Map<String, String> variables = new LinkedHashMap<>(endpoint.variables(plan.mainPath()));
            CredentialFormat.region(variables, plan.region());
            ChildEnvironment environment = new ChildEnvironment(plan.main().profile(), plan.main(), variables);
            return program.runBeside(environment, plan.alsoRemoved());
        }
    }
}
