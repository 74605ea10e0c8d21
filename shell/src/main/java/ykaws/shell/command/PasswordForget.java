package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.aws.keystore.RememberedKeys;
import ykaws.oath.OathSession;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** {@code oath password forget}. */
@Command(name = "forget", description = "Forget the remembered password of this key, or of all. The keys stay locked.")
final class PasswordForget implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = {"-a", "--all"},
            description = "The passwords of all keys; none needs to be plugged in.")
    boolean all;

    PasswordForget(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        RememberedKeys remembered = Remembered.of(invocation);
        List<String> forgotten = new ArrayList<>();
        for (String deviceId : all ? remembered.all() : List.of(pluggedIn())) {
            if (remembered.forget(deviceId)) {
                forgotten.add(deviceId);
            }
        }
        if (invocation.options().json()) {
            Json json = new Json().beginObject().name("forgotten").beginArray();
            forgotten.forEach(json::value);
            invocation.console().data(json.endArray().endObject().toString());
        } else {
            invocation.console().say("ykaws: " + told(forgotten.size()));
        }
        return 0;
    }

    private String pluggedIn() throws IOException {
        try (OpenKey key = invocation.openKey()) {
            return OathSession.open(key.connection()).deviceId();
        }
    }

    private static String told(int forgotten) {
        return switch (forgotten) {
            case 0 -> "no password was remembered";
            case 1 -> "1 remembered password is forgotten";
            default -> forgotten + " remembered passwords are forgotten";
        };
    }
}
