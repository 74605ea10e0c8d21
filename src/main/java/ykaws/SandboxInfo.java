package ykaws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.key.KeySummary;
import ykaws.sandbox.key.SoftKey;
import ykaws.shell.Counted;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code sandbox info}. */
@Command(name = "info", description = "Say what the sandbox holds: keys, accounts, touches, calls to the local AWS.")
final class SandboxInfo implements Callable<Integer> {
    private final Invocation invocation;

    SandboxInfo(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        SandboxWorld world = OwnCommands.sandbox(invocation);
        int calls = CallLog.read(world.folder()).size();
        if (invocation.options().json()) {
            invocation.console().data(json(world, calls));
            return 0;
        }
        Table table =
                new Table().row("Folder", world.folder().path().toString()).row("Account", LocalAws.ACCOUNT);
        for (SoftKey key : keys(world)) {
            KeySummary is = key.summary();
            table.row(
                    "Key " + is.serial(),
                    "firmware " + is.firmware() + ", "
                            + Counted.of(is.accounts().size(), "account") + ", " + Counted.of(is.touches(), "touch"));
        }
        table.row("AWS calls", Integer.toString(calls)).print(invocation.console());
        return 0;
    }

    private static List<SoftKey> keys(SandboxWorld world) throws IOException {
        List<SoftKey> keys = new ArrayList<>(world.softKeys().keys());
        keys.addAll(world.softKeys().usedOfBox());
        return keys;
    }

    private static String json(SandboxWorld world, int calls) throws IOException {
        Json json = new Json()
                .beginObject()
                .field("folder", world.folder().path().toString())
                .field("account", LocalAws.ACCOUNT);
        json.name("keys").beginArray();
        for (SoftKey key : keys(world)) {
            KeySummary is = key.summary();
            json.beginObject().field("serial", is.serial()).field("firmware", is.firmware());
            json.name("accounts").beginArray();
            is.accounts().forEach(json::value);
            json.endArray();
            json.field("password_set", is.passwordSet())
                    .field("touches", is.touches())
                    .field("apdus", is.apdus())
                    .endObject();
        }
        json.endArray().field("aws_calls", calls);
        return json.endObject().toString();
    }
}
