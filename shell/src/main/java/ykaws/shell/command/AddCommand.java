package ykaws.shell.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.AccessKeys;
import ykaws.aws.vault.OpenVault;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** {@code add}. */
@Command(
        name = "add",
        description = {
            "Keep access keys in the vault, under the name of a profile.",
            "Asks for both; on standard input: the access key id and the secret access key, a line each."
        })
final class AddCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PROFILE", description = "The profile.")
    String profile = "";

    @Option(names = "--env", description = "Take AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY from the environment.")
    boolean fromEnvironment;

    @Option(
            names = {"-f", "--force"},
            description = "Replace keys that are there without asking.")
    boolean force;

    AddCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        if (invocation.world().isSandbox()) {
            invocation.console().say("ykaws: this is the sandbox: its vault is not protected, keep no real keys in it");
        }
        if (aws.keys().inVault(profile)) {
            invocation.confirm("Replace the access keys of " + profile + "?", force);
        }
        try (AccessKeys keys = fromEnvironment ? environment() : asked()) {
            invocation.world().requireOwnKeys(keys);
            try (OpenVault vault = aws.keys().openOrCreate(aws.vaultFile())) {
                vault.put(profile, keys);
            }
        }
        int forgotten = aws.cache().clear(profile);
        invocation
                .console()
                .say("ykaws: the access keys of " + profile + " are in the vault"
                        + (forgotten == 0 ? "" : ", " + forgotten + " sessions forgotten"));
        return 0;
    }

    private AccessKeys environment() {
        String id = variable("AWS_ACCESS_KEY_ID");
        return new AccessKeys(
                id, Secret.ofChars(variable("AWS_SECRET_ACCESS_KEY").toCharArray()));
    }

    private String variable(String name) {
        String value = invocation.app().environment().getOrDefault(name, "");
        if (value.isEmpty()) {
            throw Problem.usage(name + " is not set").failure();
        }
        return value;
    }

    private AccessKeys asked() throws IOException {
        Optional<Secret> piped = Passwords.piped(invocation);
        if (piped.isPresent()) {
            return keys(text(piped.get()), Passwords.piped(invocation).orElseThrow(AddCommand::missing));
        }
        if (!invocation.canAsk()) {
            throw missing();
        }
        String id = invocation.console().ask("Access key ID: ").trim();
        return keys(id, invocation.console().askSecret("Secret access key: "));
    }

    private static AccessKeys keys(String id, Secret secret) {
        if (!id.matches("[A-Z0-9]{16,128}") || secret.length() == 0) {
            secret.close();
            throw Problem.usage("that is no access key id and secret access key")
                    .failure();
        }
        return new AccessKeys(id, secret);
    }

    private static RuntimeException missing() {
        return Problem.usage(
                        "the access keys are missing",
                        "give both as lines on standard input, or use --env, or run it on a terminal")
                .failure();
    }

    private static String text(Secret secret) {
        try (secret) {
            char[] characters = Passwords.characters(secret);
            try {
                return new String(characters).trim();
            } finally {
                Arrays.fill(characters, '\0');
            }
        }
    }
}
