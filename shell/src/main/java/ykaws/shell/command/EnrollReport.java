package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
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
        invocation
                .console()
                .status(
                        switch (step) {
                            case CHECK -> "checking …";
                            case CREATE -> "creating the device …";
                            case PUT -> "putting the secret on the key …";
                            case PROVE -> "checking the key's code …";
                            case ENABLE -> "enabling the device …";
                            case PROFILE -> "writing the profile …";
                        });
    }

    @Override
    public void undoing(EnrollStep step) {
        invocation.console().say("ykaws: taking back: " + step.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void skipped(String check, IOException why) {
        invocation.progress("could not check " + check + ": " + why.getMessage());
    }

    void planned(EnrollPlan plan, List<String> profiles) {
        invocation.console().clearStatus();
        invocation.console().print("would create " + plan.serial());
        invocation
                .console()
                .print("would put it on the key as " + plan.account().text());
        invocation.console().print("would enable it for user " + plan.user());
        invocation.console().print("would write mfa_serial to " + String.join(", ", profiles));
    }

    void done(EnrollResult result, OptionalInt serial, String profile) {
        invocation.console().clearStatus();
        for (EnrollResult.ProfileOutcome outcome : result.profiles()) {
            if (!outcome.written()) {
                invocation
                        .console()
                        .error("ykaws: note: profile " + outcome.profile() + " was not written: " + outcome.reason());
                outcome.lines().forEach(line -> invocation.console().error("ykaws: hint: add the line: " + line));
            }
        }
        if (invocation.options().json()) {
            invocation.console().data(json(result, serial, profile));
        } else {
            invocation.console().print(result.mfaSerial() + " is now the MFA device of " + result.user());
        }
    }

    private static String json(EnrollResult result, OptionalInt serial, String profile) {
        Json json =
                new Json().beginObject().field("mfa_serial", result.mfaSerial()).field("user", result.user());
        json.name("keys").beginArray().beginObject().name("serial");
        if (serial.isPresent()) {
            json.value(Integer.toUnsignedLong(serial.getAsInt()));
        } else {
            json.value((String) null);
        }
        json.field("account", result.account().text()).endObject().endArray();
        return json.field("waited_ms", result.effort().waited().toMillis())
                .field("touches", result.effort().touches())
                .field("profile", profile)
                .endObject()
                .toString();
    }
}
