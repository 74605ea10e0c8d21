package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.Vault;
import ykaws.aws.vault.VaultException;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code vault info}. */
@Command(name = "info", description = "Where the vault is, what it holds, and what unlocks it. Unlocks nothing.")
final class VaultInfoCommand implements Callable<Integer> {
    private final Invocation invocation;

    VaultInfoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Vault vault = new AwsAccess(invocation).keys().vault();
        OptionalLong generation = vault.generation();
        if (generation.isEmpty()) {
            throw new VaultException(
                    VaultException.Kind.MISSING, vault.file(), "there is no vault " + vault.file(), null);
        }
        if (invocation.options().json()) {
            invocation.console().data(json(vault, generation.getAsLong()));
        } else {
            new Table()
                    .row("Vault", vault.file().toString())
                    .row("Changes", Long.toString(generation.getAsLong()))
                    .row("Profiles", Integer.toString(vault.profiles().size()))
                    .row(
                            "Unlockers",
                            vault.unlockers().stream().map(VaultListing::name).collect(Collectors.joining(", ")))
                    .row("Former state", vault.former().map(Path::toString).orElse("-"))
                    .print(invocation.console());
        }
        return 0;
    }

    private static String json(Vault vault, long generation) throws VaultException {
        Json json =
                new Json().beginObject().field("file", vault.file().toString()).field("generation", generation);
        json.name("profiles").beginArray();
        vault.profiles().forEach(json::value);
        json.endArray().name("unlockers").beginArray();
        for (UnlockerInfo each : vault.unlockers()) {
            VaultListing.fields(json.beginObject(), each).endObject();
        }
        return json.endArray()
                .field("former", vault.former().map(Path::toString).orElse(null))
                .endObject()
                .toString();
    }
}
