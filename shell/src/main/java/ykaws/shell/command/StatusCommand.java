package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.status.Facts;
import ykaws.aws.status.Finding;
import ykaws.aws.status.Reconciliation;
import ykaws.aws.status.Unread;
import ykaws.shell.Invocation;

/** {@code status}. */
@Command(
        name = "status",
        description = {
            "Compare the keys that are plugged in, IAM, the profiles and the access keys of one user.",
            "What does not fit is shown with the command that mends it. --fix writes mfa_serial into the profiles, and"
                    + " after a question each deletes devices that nobody has enabled and accounts whose device is"
                    + " gone; the rest is left to you."
        })
final class StatusCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    UserOptions login = new UserOptions();

    @Option(names = "--fix", description = "After showing: mend what can be mended.")
    boolean fix;

    @Option(
            names = {"-f", "--force"},
            description = "Mend without asking.")
    boolean force;

    StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        String source = login.source(invocation, aws, null);
        try (IamLogin iam = IamLogin.of(invocation, aws, source, login.administrator())) {
            EnrollWish.Login signer = iam.current();
            StatusFacts gathering = new StatusFacts(invocation, aws, iam.keys());
            Facts facts = gathering.gather(signer, login.user);
            List<Unread> unread = new ArrayList<>(facts.iam().unread());
            unread.addAll(gathering.keys().unread());
            return report(facts, unread, new StatusFixes(invocation, aws, signer, force));
        }
    }

    private int report(Facts facts, List<Unread> unread, StatusFixes fixes) throws IOException {
        List<Finding> findings = Reconciliation.of(facts);
        boolean json = invocation.options().json();
        if (!json) {
            new StatusReport(invocation.console(), facts).show(unread, findings);
        }
        List<StatusFixes.Outcome> outcomes = fix && !findings.isEmpty() ? fixes.run(findings) : List.of();
        if (json) {
            invocation.console().data(StatusJson.of(facts, unread, findings, fix ? outcomes : null));
        }
        return fixes.exitCode();
    }
}
