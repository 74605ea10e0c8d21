package ykaws.shell.command;

import java.util.List;
import ykaws.aws.MfaDevice;
import ykaws.aws.UserAccessKey;
import ykaws.aws.status.Facts;
import ykaws.aws.status.Finding;
import ykaws.aws.status.PluggedKey;
import ykaws.aws.status.ProfileUse;
import ykaws.aws.status.StoredKey;
import ykaws.aws.status.Unread;
import ykaws.shell.Json;

/** {@code status} as one document. */
final class StatusJson {
    private final Facts facts;
    private final Json json = new Json();

    private StatusJson(Facts facts) {
        this.facts = facts;
    }

    /** @param fixes what {@code --fix} did, null without it */
    static String of(
            Facts facts,
            List<Unread> unread,
            List<Finding> findings,
            @org.jspecify.annotations.Nullable List<StatusFixes.Outcome> fixes) {
        StatusJson all = new StatusJson(facts);
        Json json = all.json
                .beginObject()
                .field("user", facts.iam().who().user())
                .field("account", facts.iam().who().account());
        all.keys();
        all.iam();
        all.profiles();
        all.vault();
        json.name("findings").beginArray();
        for (Finding each : findings) {
            json.beginObject().field("kind", each.kind()).field("subject", each.subject());
            json.field("message", each.message()).field("fix", each.fix()).endObject();
        }
        json.endArray().name("unread").beginArray();
        for (Unread each : unread) {
            json.beginObject()
                    .field("what", each.what())
                    .field("message", each.why())
                    .endObject();
        }
        json.endArray();
        if (fixes != null) {
            all.fixes(fixes);
        }
        return json.endObject().toString();
    }

    private void keys() {
        json.name("keys").beginArray();
        for (PluggedKey each : facts.keys()) {
            json.beginObject().name("serial");
            if (each.serial().isPresent()) {
                json.value(Integer.toUnsignedLong(each.serial().getAsInt()));
            } else {
                json.value((String) null);
            }
            json.field("reader", each.reader())
                    .field(
                            "state",
                            each.state()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-'));
            json.name("accounts").beginArray();
            each.accounts().forEach(id -> json.value(id.text()));
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void iam() {
        json.name("iam").beginArray();
        facts.iam().own().orElse(List.of()).forEach(this::device);
        facts.iam().unassigned().forEach(this::device);
        json.endArray();
    }

    private void device(MfaDevice device) {
        String enabled = device.enabled() == null ? null : device.enabled().toString();
        json.beginObject().field("mfa_serial", device.serial()).field("user", device.user());
        json.field("enabled", enabled).field("fido", Boolean.valueOf(device.isFido()));
        json.field("key_serial", facts.iam().keySerials().get(device.serial()));
        json.name("held_by").beginArray();
        for (PluggedKey each : facts.holders(device.serial())) {
            each.serial().ifPresent(serial -> json.value(Integer.toUnsignedLong(serial)));
        }
        json.endArray().endObject();
    }

    private void profiles() {
        json.name("profiles").beginArray();
        for (ProfileUse each : facts.profiles()) {
            json.beginObject()
                    .field("name", each.name())
                    .field("mfa_serial", each.mfaSerial().orElse(null))
                    .field("keys_profile", each.keysProfile())
                    .endObject();
        }
        json.endArray();
    }

    /** The user's access keys as IAM has them, and all that are stored here. */
    private void vault() {
        json.name("vault").beginArray();
        for (UserAccessKey each : facts.iam().accessKeys()) {
            StoredKey stored = facts.stored().stream()
                    .filter(it -> it.accessKeyId().equals(each.id()))
                    .findFirst()
                    .orElse(null);
            json.beginObject()
                    .field("access_key_id", each.id())
                    .field("created", each.created().toString())
                    .field("active", Boolean.valueOf(each.active()));
            place(stored);
        }
        for (StoredKey each : facts.stored()) {
            if (facts.iam().accessKeys().stream().noneMatch(it -> it.id().equals(each.accessKeyId()))) {
                json.beginObject().field("access_key_id", each.accessKeyId()).field("created", (String) null);
                json.field("active", (Boolean) null);
                place(each);
            }
        }
        json.endArray();
    }

    private void place(@org.jspecify.annotations.Nullable StoredKey stored) {
        json.field("profile", stored == null ? null : stored.profile());
        json.field("stored", stored == null ? null : stored.inVault() ? "vault" : "file");
        json.endObject();
    }

    private void fixes(List<StatusFixes.Outcome> fixes) {
        json.name("fixes").beginArray();
        for (StatusFixes.Outcome each : fixes) {
            json.beginObject()
                    .field("kind", each.finding().kind())
                    .field("subject", each.finding().subject())
                    .field("state", each.state())
                    .field("message", each.message())
                    .endObject();
        }
        json.endArray();
    }
}
