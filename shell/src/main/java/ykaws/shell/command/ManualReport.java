package ykaws.shell.command;

import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.enroll.EnrollDevice;
import ykaws.aws.enroll.EnrollProgress;
import ykaws.aws.enroll.EnrollResult;
import ykaws.aws.enroll.FormCodes;
import ykaws.aws.enroll.ManualPlan;
import ykaws.aws.enroll.ManualResult;
import ykaws.aws.enroll.ManualWish;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** Tells what came of an enrollment by hand. */
final class ManualReport {
    private final Invocation invocation;
    private final ManualWish wish;
    private final EnrollReport steps;

    ManualReport(Invocation invocation, ManualWish wish) {
        this.invocation = invocation;
        this.wish = wish;
        this.steps = new EnrollReport(invocation);
    }

    EnrollProgress progress() {
        return steps;
    }

    private @Nullable String user() {
        ManualWish.Access access = wish.access();
        return access == null ? null : access.user();
    }

    /** What {@code --dry-run} tells. */
    void planned(ManualPlan plan) {
        invocation.console().clearStatus();
        if (invocation.options().json()) {
            invocation.console().data(json(plan));
            return;
        }
        String serial = wish.serial().text();
        if (plan.done()) {
            print("has already " + serial);
        } else {
            String which = plan.keys().count() == 1
                    ? "the key"
                    : "each of " + plan.keys().count() + " keys";
            print("would put " + serial + " on " + which + " as "
                    + plan.device().account().text());
            print("would print the two codes for AWS's form");
        }
        if (!wish.target().profiles().isEmpty()) {
            print("would write mfa_serial to " + String.join(", ", wish.target().profiles()));
        }
    }

    private String json(ManualPlan plan) {
        EnrollDevice device = plan.device();
        Json json = new Json()
                .beginObject()
                .field("dry_run", true)
                .field("manual", true)
                .field("user", user());
        json.name("devices")
                .beginArray()
                .beginObject()
                .field("mfa_serial", wish.serial().text())
                .field("account", device.account().text())
                .field("state", device.found().state().name().toLowerCase(Locale.ROOT));
        json.name("keys").beginArray();
        device.keys().forEach(index -> EnrollReport.value(json, plan.keys().serial(index)));
        json.endArray().endObject().endArray().name("profiles").beginArray();
        wish.target().profiles().forEach(json::value);
        return json.endArray().endObject().toString();
    }

    /** @param profile that got the serial, or null */
    void done(ManualResult result, @Nullable String profile) {
        invocation.console().clearStatus();
        steps.unwritten(result.profiles());
        if (invocation.options().json()) {
            invocation.console().data(json(result, profile));
            return;
        }
        String serial = wish.serial().text();
        String user = user();
        boolean found = result.device().origin() == EnrollResult.Origin.FOUND;
        print(
                switch (result.confirmation()) {
                    case LISTED -> serial + (found ? " is already" : " is now") + " the MFA device of " + user;
                    case SAID -> serial + " is on the key; that AWS has enabled it could not be checked";
                    case NONE -> serial + " is on the key; it works once AWS has taken the codes";
                });
    }

    private void print(String line) {
        invocation.console().print(line);
    }

    private String json(ManualResult result, @Nullable String profile) {
        Json json = new Json()
                .beginObject()
                .field("mfa_serial", wish.serial().text())
                .field("user", user());
        json.name("keys").beginArray();
        for (OptionalInt serial : result.device().keys()) {
            json.beginObject().name("serial");
            EnrollReport.value(json, serial);
            json.field("account", result.device().account().text())
                    .field("mfa_serial", wish.serial().text())
                    .field("origin", result.device().origin().name().toLowerCase(Locale.ROOT))
                    .endObject();
        }
        json.endArray()
                .field("waited_ms", result.effort().waited().toMillis())
                .field("touches", result.effort().touches())
                .field("profile", profile);
        FormCodes codes = result.codes();
        json.name("codes").beginArray();
        if (codes != null) {
            json.value(codes.first()).value(codes.second());
        }
        return json.endArray()
                .field("codes_until", codes == null ? null : codes.until().toString())
                .field("confirmation", result.confirmation().name().toLowerCase(Locale.ROOT))
                .endObject()
                .toString();
    }
}
