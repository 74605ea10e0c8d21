package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code key info}. */
@Command(name = "info", description = "Describe one YubiKey.")
final class KeyInfo implements Callable<Integer> {
    private final Invocation invocation;

    KeyInfo(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenKey key = invocation.keys().open(invocation.keySelector())) {
            DeviceInfo info = key.info();
            String serial = info.serial().isPresent()
                    ? Integer.toUnsignedString(info.serial().getAsInt())
                    : null;
            String oath = oathVersion(key);
            if (invocation.options().json()) {
                Json json = new Json().beginObject();
                json.name("serial");
                if (serial == null) {
                    json.value((String) null);
                } else {
                    json.value(Long.parseLong(serial));
                }
                json.field("version", info.version().toString())
                        .field("form_factor", info.formFactor().text())
                        .field("reader", key.reader())
                        .field("transport", key.transport().name().toLowerCase(java.util.Locale.ROOT))
                        .field("fips", info.fips())
                        .field("oath_version", oath)
                        .endObject();
                invocation.console().data(json.toString());
                return 0;
            }
            new Table()
                    .row("Serial", serial == null ? "none" : serial)
                    .row("Firmware", info.version().toString())
                    .row("Form factor", info.formFactor().text())
                    .row("Reader", key.reader())
                    .row("OATH", oath == null ? "not available" : oath)
                    .print(invocation.console());
        }
        return 0;
    }

    private static @org.jspecify.annotations.Nullable String oathVersion(OpenKey key) throws IOException {
        try {
            return OathSession.open(key.connection()).version().toString();
        } catch (OathException e) {
            if (e.kind() == OathException.Kind.NOT_AVAILABLE) {
                return null;
            }
            throw e;
        }
    }
}
