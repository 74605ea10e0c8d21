package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.Vault;
import ykaws.shell.Counted;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** {@code remove}. */
@Command(name = "remove", description = "Remove a profile's access keys from the vault, and its sessions.")
final class RemoveCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PROFILE", description = "The profile.")
    String profile = "";

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    RemoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        if (!aws.keys().inVault(profile)) {
            throw new Problem(
                            "no-credentials",
                            "the vault holds no access keys for profile " + profile,
                            List.of("ykaws list --credentials"),
                            ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                    .failure();
        }
        invocation.confirm("Remove the access keys of " + profile + " from the vault?", force);
        List<String> resting = aws.restingOn(profile);
        try (OpenVault vault = aws.keys().unlock()) {
            vault.remove(Vault.STAGED + profile);
            vault.remove(profile);
        }
        int forgotten = aws.forget(resting);
        invocation
                .console()
                .say("ykaws: removed the access keys of " + profile
                        + (forgotten == 0 ? "" : ", " + Counted.of(forgotten, "session") + " forgotten"));
        return 0;
    }
}
