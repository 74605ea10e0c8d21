package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.KeyListing;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code key list}. */
@Command(name = "list", description = "List the YubiKeys that are plugged in.")
final class KeyList implements Callable<Integer> {
    private final Invocation invocation;

    KeyList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        List<KeyListing> keys = invocation.keys().list(invocation.readerFilter());
        if (invocation.options().json()) {
            invocation.console().data(json(keys));
            return 0;
        }
        if (keys.isEmpty()) {
            invocation.console().say("ykaws: no YubiKey is plugged in");
        }
        Table table = new Table();
        for (KeyListing key : keys) {
            table.row(serial(key), version(key), formFactor(key), transport(key), key.reader());
        }
        table.print(invocation.console());
        return 0;
    }

    private static String serial(KeyListing key) {
        switch (key.state()) {
            case IN_USE -> {
                return "in use";
            }
            case UNREADABLE -> {
                return "unreadable";
            }
            case FREE -> {}
        }
        OptionalInt serial = key.info().map(DeviceInfo::serial).orElse(OptionalInt.empty());
        return serial.isPresent() ? Integer.toUnsignedString(serial.getAsInt()) : "no serial";
    }

    private static String version(KeyListing key) {
        return key.info().map(info -> info.version().toString()).orElse("-");
    }

    private static String formFactor(KeyListing key) {
        return key.info().map(info -> info.formFactor().text()).orElse("-");
    }

    private static String state(KeyListing key) {
        return key.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String transport(KeyListing key) {
        return key.transport().name().toLowerCase(Locale.ROOT);
    }

    private static String json(List<KeyListing> keys) {
        Json json = new Json().beginArray();
        for (KeyListing key : keys) {
            json.beginObject();
            OptionalInt serial = key.info().map(DeviceInfo::serial).orElse(OptionalInt.empty());
            json.name("serial");
            if (serial.isPresent()) {
                json.value(Integer.toUnsignedLong(serial.getAsInt()));
            } else {
                json.value((String) null);
            }
            json.field(
                    "version", key.info().map(info -> info.version().toString()).orElse(null));
            json.field(
                    "form_factor",
                    key.info().map(info -> info.formFactor().text()).orElse(null));
            json.field("reader", key.reader()).field("transport", transport(key));
            json.field("in_use", key.inUse()).field("state", state(key)).endObject();
        }
        return json.endArray().toString();
    }
}
