package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code vault unlocker list}. */
@Command(name = "list", description = "What unlocks the vault: any one of these does.")
final class UnlockerList implements Callable<Integer> {
    private final Invocation invocation;

    UnlockerList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        List<UnlockerInfo> unlockers = new AwsAccess(invocation).keys().vault().unlockers();
        if (invocation.options().json()) {
            Json json = new Json().beginArray();
            unlockers.forEach(
                    each -> VaultListing.fields(json.beginObject(), each).endObject());
            invocation.console().data(json.endArray().toString());
            return 0;
        }
        Table table = new Table().row("Id", "Unlocker", "YubiKey");
        unlockers.forEach(
                each -> table.row(each.id(), each.kind(), VaultListing.key(each).orElse("-")));
        table.print(invocation.console());
        return 0;
    }
}
