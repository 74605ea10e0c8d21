package ykaws.shell.command;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.oath.OathSession;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code oath info}: what can be told without the password. */
@Command(name = "info", description = "Describe the OATH application: version, password, room for accounts.")
final class OathInfo implements Callable<Integer> {
    private final Invocation invocation;

    OathInfo(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenKey key = invocation.openKey()) {
            OathSession session = OpenOath.select(invocation, key);
            boolean remembered =
                    session.passwordSet() && Remembered.of(invocation).has(session.deviceId());
            OptionalInt used = session.locked()
                    ? OptionalInt.empty()
                    : OptionalInt.of(session.list().size());
            if (invocation.options().json()) {
                invocation.console().data(json(session, remembered, used));
            } else {
                new Table()
                        .row("OATH version", session.version().toString())
                        .row("Password", password(session.passwordSet(), remembered))
                        .row("Accounts", accounts(used, session.slots()))
                        .print(invocation.console());
            }
        }
        return 0;
    }

    private static String json(OathSession session, boolean remembered, OptionalInt used) {
        Json json = new Json()
                .beginObject()
                .field("version", session.version().toString())
                .field("password_set", session.passwordSet())
                .field("password_remembered", remembered)
                .name("accounts");
        if (used.isPresent()) {
            json.value(used.getAsInt());
        } else {
            json.value((String) null);
        }
        return json.field("slots", session.slots())
                .field("device_id", session.deviceId())
                .endObject()
                .toString();
    }

    /** Who is locked out is not asked for the password here. */
    private static String accounts(OptionalInt used, int slots) {
        return used.isPresent() ? used.getAsInt() + " of " + slots : "room for " + slots;
    }

    private static String password(boolean set, boolean remembered) {
        if (!set) {
            return "not set";
        }
        return remembered ? "set, remembered" : "set";
    }
}
