package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import ykaws.aws.enroll.EnrollDevice;
import ykaws.aws.enroll.EnrollPlan;
import ykaws.aws.enroll.EnrollProgress;
import ykaws.aws.enroll.EnrollResult;
import ykaws.aws.enroll.EnrollStep;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** Tells how an enrollment goes and what came of it. */
final class EnrollReport implements EnrollProgress {
    private final Invocation invocation;

    EnrollReport(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void started(EnrollStep step) {
        invocation.progress(step.name().toLowerCase(Locale.ROOT));
        invocation.console().status(text(step));
    }

    /** What is being done. */
    static String text(EnrollStep step) {
        return switch (step) {
            case CHECK -> "checking …";
            case CLEAR -> "removing what a former enrollment left …";
            case RENAME -> "giving the account its name …";
            case TAG -> "tagging the device …";
            case CREATE -> "creating the device …";
            case PUT -> "putting the secret on the key …";
            case PROVE -> "checking the key's code …";
            case ENABLE -> "enabling the device …";
            case PROFILE -> "writing the profile …";
        };
    }

    @Override
    public void undoing(EnrollStep step) {
        invocation.console().say("ykaws: taking back: " + step.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void skipped(String check, IOException why) {
        invocation.progress("could not check " + check + ": " + why.getMessage());
    }

    @Override
    public void left(String what, String command) {
        invocation.console().error("ykaws: note: " + what);
        invocation.console().error("ykaws: hint: " + command);
    }

    /** What {@code --dry-run} tells. */
    void planned(EnrollPlan plan) {
        invocation.console().clearStatus();
        if (invocation.options().json()) {
            invocation.console().data(json(plan));
            return;
        }
        for (EnrollDevice device : plan.devices()) {
            String serial = device.serial().text();
            print(
                    switch (device.found().state()) {
                        case NEW -> "would create " + serial;
                        case ENROLLED -> "has already " + serial;
                        case ADOPT -> "would finish " + serial + ", which a former enrollment left";
                        case RENEW -> "would remove what a former enrollment left, and create " + serial;
                    });
            if (device.found().state() != EnrollDevice.State.ENROLLED) {
                String which = plan.keys().count() == 1 ? "the key" : "key " + serials(plan, device);
                print("would put it on " + which + " as " + device.account().text());
                print("would enable it for user " + plan.user());
            }
        }
        List<String> profiles = plan.wish().target().profiles();
        if (!profiles.isEmpty()) {
            print("would write mfa_serial to " + String.join(", ", profiles));
        }
    }

    private void print(String line) {
        invocation.console().print(line);
    }

    private static String serials(EnrollPlan plan, EnrollDevice device) {
        return serials(device.keys().stream().map(plan.keys()::serial).toList());
    }

    private static String serials(List<OptionalInt> keys) {
        return keys.stream()
                .map(key -> key.isPresent() ? Integer.toUnsignedString(key.getAsInt()) : "?")
                .collect(Collectors.joining(" and "));
    }

    private static String json(EnrollPlan plan) {
        Json json = new Json().beginObject().field("dry_run", true).field("user", plan.user());
        json.name("devices").beginArray();
        for (EnrollDevice device : plan.devices()) {
            json.beginObject()
                    .field("mfa_serial", device.serial().text())
                    .field("account", device.account().text())
                    .field("state", device.found().state().name().toLowerCase(Locale.ROOT));
            json.name("keys").beginArray();
            device.keys().forEach(index -> value(json, plan.keys().serial(index)));
            json.endArray().endObject();
        }
        json.endArray().name("profiles").beginArray();
        plan.wish().target().profiles().forEach(json::value);
        return json.endArray().endObject().toString();
    }

    static void value(Json json, OptionalInt serial) {
        if (serial.isPresent()) {
            json.value(Integer.toUnsignedLong(serial.getAsInt()));
        } else {
            json.value((String) null);
        }
    }

    void done(EnrollResult result, String profile) {
        invocation.console().clearStatus();
        unwritten(result.profiles());
        if (invocation.options().json()) {
            invocation.console().data(json(result, profile));
            return;
        }
        boolean several =
                result.devices().size() > 1 || result.devices().get(0).keys().size() > 1;
        for (EnrollResult.Device device : result.devices()) {
            String how = device.origin() == EnrollResult.Origin.FOUND ? " is already" : " is now";
            String where = several ? ", on key " + serials(device.keys()) : "";
            print(device.serial() + how + (result.devices().size() == 1 ? " the" : " an") + " MFA device of "
                    + result.user() + where);
        }
    }

    /** Says which profiles are to be written by hand. */
    void unwritten(List<EnrollResult.ProfileOutcome> profiles) {
        for (EnrollResult.ProfileOutcome outcome : profiles) {
            if (!outcome.written()) {
                invocation
                        .console()
                        .error("ykaws: note: profile " + outcome.profile() + " was not written: " + outcome.reason());
                outcome.lines().forEach(line -> invocation.console().error("ykaws: hint: add the line: " + line));
            }
        }
    }

    private static String json(EnrollResult result, String profile) {
        Json json =
                new Json().beginObject().field("mfa_serial", result.mfaSerial()).field("user", result.user());
        json.name("keys").beginArray();
        for (EnrollResult.Device device : result.devices()) {
            for (OptionalInt serial : device.keys()) {
                json.beginObject().name("serial");
                value(json, serial);
                json.field("account", device.account().text())
                        .field("mfa_serial", device.serial())
                        .field("origin", device.origin().name().toLowerCase(Locale.ROOT))
                        .endObject();
            }
        }
        return json.endArray()
                .field("waited_ms", result.effort().waited().toMillis())
                .field("touches", result.effort().touches())
                .field("profile", profile)
                .endObject()
                .toString();
    }
}
