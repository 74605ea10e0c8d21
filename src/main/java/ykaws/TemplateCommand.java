package ykaws;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.shell.Invocation;

/** {@code template}. */
@Command(
        name = "template",
        description = {
            "Print the CloudFormation stack: a user who may look after their own MFA devices, and a role that asks for"
                    + " MFA not older than 300 s.",
            "",
            "Example: ykaws template > ykaws.yaml"
        })
final class TemplateCommand implements Callable<Integer> {
    private final Invocation invocation;

    TemplateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.console().data(SandboxAws.template().stripTrailing());
        return 0;
    }
}
