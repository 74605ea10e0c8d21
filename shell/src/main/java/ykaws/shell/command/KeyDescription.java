package ykaws.shell.command;

import com.yubico.yubikit.core.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.pcsc.ApplicationSet;
import ykaws.pcsc.Capability;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.DeviceProtection;
import ykaws.pcsc.DeviceSettings;
import ykaws.pcsc.KeyIdentity;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Console;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/**
 * A key in full, as text and as JSON.
 *
 * @param oath null if the key has no OATH application, or it is disabled
 */
record KeyDescription(
        String reader,
        String transport,
        DeviceInfo info,
        @Nullable Oath oath) {
    /** @param used accounts on the key; empty if the application is locked: nobody is asked for a password here */
    record Oath(Version version, boolean passwordSet, OptionalInt used, int slots) {}

    /** Reads it; afterwards OATH is selected. */
    static KeyDescription of(Invocation invocation, OpenKey key) throws IOException {
        DeviceInfo info = key.info();
        return new KeyDescription(
                key.reader(), key.transport().name().toLowerCase(Locale.ROOT), info, oath(invocation, key));
    }

    private static @Nullable Oath oath(Invocation invocation, OpenKey key) throws IOException {
        try {
            OathSession session = OpenOath.select(invocation, key);
            OptionalInt used = session.locked()
                    ? OptionalInt.empty()
                    : OptionalInt.of(session.list().size());
            return new Oath(session.version(), session.passwordSet(), used, session.slots());
        } catch (OathException e) {
            if (e.kind() == OathException.Kind.NOT_AVAILABLE) {
                return null;
            }
            throw e;
        }
    }

    static @Nullable String serial(DeviceInfo info) {
        return info.serial().isPresent()
                ? Integer.toUnsignedString(info.serial().getAsInt())
                : null;
    }

    void print(Console console) {
        Table table = new Table();
        String serial = serial(info);
        table.row("Device", info.productName())
                .row("Serial", serial == null ? "none" : serial)
                .row("Firmware", firmware())
                .row("Form factor", info.formFactor().text())
                .row("Reader", reader)
                .row("Transport", transport);
        parts(table);
        protection(table);
        settings(table);
        oath(table);
        table.print(console);
        console.print("");
        applications().print(console);
    }

    private String firmware() {
        Optional<KeyIdentity.Qualifier> build = info.identity().parts().qualifier();
        return build.isPresent() && build.get().stage() != KeyIdentity.Stage.FINAL
                ? qualifier(build.get())
                : info.version().toString();
    }

    private static String qualifier(KeyIdentity.Qualifier build) {
        return build.version() + " " + build.stage().name().toLowerCase(Locale.ROOT) + " " + build.iteration();
    }

    private void parts(Table table) {
        KeyIdentity.Parts parts = info.identity().parts();
        parts.partNumber().ifPresent(number -> table.row("Part number", number));
        parts.fingerprintSensor().ifPresent(version -> table.row("Fingerprint sensor", version.toString()));
        parts.secureElement().ifPresent(version -> table.row("Secure element", version.toString()));
    }

    private void protection(Table table) {
        DeviceProtection is = info.protection();
        table.row("Lock code", is.configLocked() ? "set" : "not set");
        if (is.fips().series()) {
            table.row("FIPS capable", names(is.fips().capable()))
                    .row("FIPS approved", names(is.fips().approved()));
        }
        if (is.pinComplexity()) {
            table.row("PIN complexity", "enforced");
        }
        if (is.nfcRestricted()) {
            table.row("NFC", "off until the key is powered over USB");
        }
        if (is.resetBlocked() != 0) {
            table.row("Reset blocked", names(is.resetBlocked()));
        }
    }

    private void settings(Table table) {
        DeviceSettings is = info.settings();
        if (is.touchEject() || is.autoEjectSeconds() != 0) {
            String after = is.autoEjectSeconds() == 0 ? "" : ", after " + is.autoEjectSeconds() + " s by itself";
            table.row("Eject", (is.touchEject() ? "by touch" : "off") + after);
        }
        if (is.challengeResponseSeconds() != 0) {
            table.row("Challenge-response", "waits " + is.challengeResponseSeconds() + " s for a touch");
        }
    }

    private void oath(Table table) {
        if (oath == null) {
            table.row("OATH", "not available");
            return;
        }
        String used = oath.used().isPresent()
                ? oath.used().getAsInt() + " of " + oath.slots() + " accounts"
                : "up to " + oath.slots() + " accounts; how many there are needs the password";
        table.row("OATH", oath.version() + ", " + (oath.passwordSet() ? "password set" : "no password") + ", " + used);
    }

    /** Which application is enabled over which transport. */
    private Table applications() {
        boolean nfc = info.nfc().supported() != 0;
        Table table = nfc ? new Table().row("Application", "USB", "NFC") : new Table().row("Application", "USB");
        for (Capability each : Capability.values()) {
            if (nfc) {
                table.row(each.text(), state(each, info.usb()), state(each, info.nfc()));
            } else {
                table.row(each.text(), state(each, info.usb()));
            }
        }
        return table;
    }

    static String state(Capability application, ApplicationSet set) {
        if (!application.in(set.supported())) {
            return "Not available";
        }
        return application.in(set.enabled()) ? "Enabled" : "Disabled";
    }

    private static String names(int set) {
        List<String> names = new ArrayList<>();
        for (Capability each : Capability.listOf(set)) {
            names.add(each.text());
        }
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    String json() {
        Json json = new Json().beginObject();
        String serial = serial(info);
        json.name("serial");
        if (serial == null) {
            json.value((String) null);
        } else {
            json.value(Long.parseLong(serial));
        }
        KeyIdentity.Parts parts = info.identity().parts();
        json.field("device", info.productName())
                .field("version", info.version().toString())
                .field(
                        "version_qualifier",
                        parts.qualifier().map(KeyDescription::qualifier).orElse(null))
                .field("form_factor", info.formFactor().text())
                .field("part_number", parts.partNumber().orElse(null))
                .field(
                        "fingerprint_version",
                        parts.fingerprintSensor().map(Version::toString).orElse(null))
                .field(
                        "stm_version",
                        parts.secureElement().map(Version::toString).orElse(null))
                .field("reader", reader)
                .field("transport", transport);
        configuration(json, info);
        fips(json);
        oath(json);
        return json.endObject().toString();
    }

    /** What {@code key config} can change: the same fields wherever it is told. */
    static void configuration(Json json, DeviceInfo info) {
        json.name("applications").beginArray();
        for (Capability each : Capability.values()) {
            json.beginObject()
                    .field("name", each.name())
                    .field("usb", word(state(each, info.usb())))
                    .field("nfc", word(state(each, info.nfc())))
                    .endObject();
        }
        json.endArray();
        DeviceSettings settings = info.settings();
        json.field("config_locked", info.configLocked())
                .field("nfc_restricted", info.protection().nfcRestricted())
                .field("touch_eject", settings.touchEject())
                .field("auto_eject_seconds", settings.autoEjectSeconds())
                .field("challenge_response_seconds", settings.challengeResponseSeconds())
                .field("remote_wakeup", settings.remoteWakeup());
    }

    private static String word(String state) {
        return state.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private void fips(Json json) {
        DeviceProtection is = info.protection();
        json.field("pin_complexity", is.pinComplexity());
        set(json, "reset_blocked", is.resetBlocked());
        json.field("fips", is.fips().series());
        set(json, "fips_capable", is.fips().capable());
        set(json, "fips_approved", is.fips().approved());
    }

    private static void set(Json json, String name, int bits) {
        json.name(name).beginArray();
        for (Capability each : Capability.listOf(bits)) {
            json.value(each.name());
        }
        json.endArray();
    }

    private void oath(Json json) {
        json.field("oath_version", oath == null ? null : oath.version().toString());
        if (oath == null) {
            json.field("oath", (String) null);
            return;
        }
        json.name("oath").beginObject().field("version", oath.version().toString());
        json.field("password_set", oath.passwordSet()).name("accounts");
        if (oath.used().isPresent()) {
            json.value(oath.used().getAsInt());
        } else {
            json.value((String) null);
        }
        json.field("slots", oath.slots()).endObject();
    }
}
