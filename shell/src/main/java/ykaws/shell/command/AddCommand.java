package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.AccessKeys;
import ykaws.aws.ShellQuote;
import ykaws.aws.config.Setting;
import ykaws.aws.vault.OpenVault;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code add}. */
@Command(
        name = "add",
        description = {
            "Keep access keys in the vault, under the name of a profile.",
            "Asks for both; on standard input: the access key id and the secret access key, a line each.",
            "",
            "Example: ykaws add dev --from-credentials-file"
        })
final class AddCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(paramLabel = "PROFILE", arity = "0..1", description = "The profile; --import asks for each.")
    @Nullable
    String profile;

    @Option(names = "--env", description = "Take AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY from the environment.")
    boolean fromEnvironment;

    @Option(
            names = "--from-credentials-file",
            description = "Take them from ~/.aws/credentials, and offer to remove them there.")
    boolean fromFile;

    @Option(
            names = "--import",
            paramLabel = "aws-vault",
            description = "Take them from aws-vault's files or its Secret Service keyring, which stay as they are.")
    @Nullable
    String source;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask: replace keys that are there, remove them from the credentials file.")
    boolean force;

    private final List<String> added = new ArrayList<>();
    private boolean removedFromFile;
    private @Nullable OpenVault open;

    AddCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        requireOneSource();
        AwsAccess aws = new AwsAccess(invocation);
        if (invocation.world().isSandbox()) {
            invocation.console().say("ykaws: this is the sandbox: its vault is not protected, keep no real keys in it");
        }
        try {
            add(aws);
        } finally {
            if (open != null) {
                open.close();
            }
        }
        if (invocation.options().json()) {
            report(aws);
        }
        return 0;
    }

    private void add(AwsAccess aws) throws IOException {
        if (source != null) {
            importAll(aws);
        } else if (fromFile) {
            moveFromFile(aws, named());
        } else {
            ask(aws, named());
        }
    }

    /** Unlocked once, however many profiles are added: a YubiKey asks for a touch each time. */
    private OpenVault vault(AwsAccess aws) throws IOException {
        OpenVault opened = open;
        if (opened == null) {
            opened = aws.keys().openOrCreate(aws.vaultFile());
            open = opened;
        }
        return opened;
    }

    private void requireOneSource() {
        if (source != null && !source.equals("aws-vault")) {
            throw Problem.usage("--import knows aws-vault, not '" + source + "'")
                    .failure();
        }
        int sources = (fromEnvironment ? 1 : 0) + (fromFile ? 1 : 0) + (source != null ? 1 : 0);
        if (sources > 1) {
            throw Problem.usage("--env, --from-credentials-file and --import exclude one another")
                    .failure();
        }
    }

    private String named() {
        if (profile == null) {
            throw Problem.usage("no profile: name the one whose access keys these are", "ykaws list --profiles")
                    .failure();
        }
        return profile;
    }

    private void ask(AwsAccess aws, String name) throws IOException {
        requireEffect(aws, name);
        confirmReplacing(aws, name);
        AskedKeys asked = new AskedKeys(invocation);
        try (AccessKeys keys = fromEnvironment ? asked.environment() : asked.ask()) {
            store(aws, name, keys);
        }
        asked.offerDevice(aws, name);
    }

    private void moveFromFile(AwsAccess aws, String name) throws IOException {
        requireEffect(aws, name);
        CredentialsFileMove move = new CredentialsFileMove(invocation, aws, name);
        try (AccessKeys keys = move.keys()) {
            confirmReplacing(aws, name);
            invocation.world().requireOwnKeys(keys);
            vault(aws).put(name, keys);
            stored(aws, name);
            removedFromFile = move.offerRemoval(vault(aws), keys, force);
        }
        if (removedFromFile) {
            invocation
                    .console()
                    .say("ykaws: they are no longer in " + aws.files().credentials());
        }
    }

    private void importAll(AwsAccess aws) throws IOException {
        if (profile != null) {
            requireEffect(aws, profile);
        }
        new AwsVaultImport(invocation).run(profile, force, (name, keys) -> {
            if (sourceOf(aws, name) != null) {
                invocation.console().say("ykaws: note: " + name + " is left out: " + noEffect(aws, name));
                return;
            }
            confirmReplacing(aws, name);
            store(aws, name, keys);
        });
        if (!added.isEmpty()) {
            invocation.console().say("ykaws: aws-vault has them still; to forget them there: aws-vault remove PROFILE");
        }
    }

    private void store(AwsAccess aws, String name, AccessKeys keys) throws IOException {
        invocation.world().requireOwnKeys(keys);
        vault(aws).put(name, keys);
        stored(aws, name);
    }

    private void stored(AwsAccess aws, String name) throws IOException {
        added.add(name);
        int forgotten = aws.cache().clear(name);
        invocation
                .console()
                .say("ykaws: the access keys of " + name + " are in the vault"
                        + (forgotten == 0 ? "" : ", " + ClearCommand.count(forgotten) + " forgotten"));
    }

    private void confirmReplacing(AwsAccess aws, String name) throws IOException {
        if (aws.keys().inVault(name)) {
            invocation.confirm("Replace the access keys of " + name + "?", force);
        }
    }

    /** Keys of a profile that takes another's would never be used, and the person would wonder. */
    private static void requireEffect(AwsAccess aws, String name) throws IOException {
        String other = sourceOf(aws, name);
        if (other != null) {
            throw Problem.usage(noEffect(aws, name), "ykaws add " + ShellQuote.word(other))
                    .failure();
        }
    }

    private static String noEffect(AwsAccess aws, String name) throws IOException {
        return "profile " + name + " takes its keys from its source_profile " + sourceOf(aws, name)
                + ", keys of its own would have no effect";
    }

    private static @Nullable String sourceOf(AwsAccess aws, String name) throws IOException {
        Setting setting = aws.profiles().setting(name, "source_profile");
        return setting == null || setting.value().equals(name) ? null : setting.value();
    }

    private void report(AwsAccess aws) throws IOException {
        Json json = new Json().beginObject().name("added").beginArray();
        for (String name : added) {
            json.beginObject()
                    .field("profile", name)
                    .field("access_key_id", aws.keys().vault().accessKeyId(name).orElse(null))
                    .endObject();
        }
        json.endArray().field("removed_from_credentials_file", removedFromFile);
        invocation.console().data(json.endObject().toString());
    }
}
