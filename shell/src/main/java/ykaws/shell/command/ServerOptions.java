package ykaws.shell.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command that serves credentials. */
final class ServerOptions {
    @Option(
            names = {"--ec2", "--ec2-server"},
            description = "Serve as EC2's metadata service (IMDSv2) instead, for what knows no container endpoint.")
    boolean ec2;

    @Option(names = "--lazy", description = "Get the first credentials when they are asked for, not at the start.")
    boolean lazy;

    @Option(
            names = "--allow-role",
            paramLabel = "ARN",
            description = "Also serve that role, assumed from the first profile, at /role-arn/ARN. May be repeated.")
    List<String> roles = new ArrayList<>();
}
