package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ykaws.aws.MfaDevice;
import ykaws.aws.enroll.Commands;
import ykaws.aws.enroll.DeviceChoice;
import ykaws.aws.enroll.EnrollKeys;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.ProfileSerials;
import ykaws.aws.enroll.Unenrollment;
import ykaws.aws.enroll.UserDevices;
import ykaws.aws.files.LockFile;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** {@code unenroll}. */
@Command(
        name = "unenroll",
        description = {
            "Take an MFA device away: from IAM, from the key and from the profiles.",
            "Deactivates it (with a session of its own code, where the policy asks for MFA: a touch), deletes it, then"
                    + " deletes its account on the key. Run again, it finishes what was broken off."
        })
final class UnenrollCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    DeviceOptions device = new DeviceOptions();

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    UnenrollCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        String source = device.source(invocation, aws);
        Enrollment.Parts parts = aws.enrollParts();
        try (IamLogin iam = IamLogin.of(invocation, aws, source, device.login.administrator());
                LockFile alone = aws.journal().alone()) {
            invocation.progress(
                    "no enrollment is under way (" + alone.getClass().getSimpleName() + ")");
            EnrollWish.Login login = iam.current();
            UserDevices devices = UserDevices.of(parts, login, device.login.user);
            List<Credential> accounts = accounts();
            MfaDevice chosen = chosen(aws, devices, accounts == null ? List.of() : accounts);
            confirm(devices, chosen);
            try (EnrollPort port = new EnrollPort(invocation)) {
                EnrollKeys at = accounts == null ? EnrollKeys.of() : port;
                Unenrollment.Places places =
                        new Unenrollment.Places(new KeyCodes(invocation, Map.of()), at, aws.files());
                report(devices.user(), chosen.serial(), new Unenrollment(parts).everywhere(login, chosen, places));
            }
        }
        return 0;
    }

    /** One that IAM knows, or else what a run that was broken off has left of one. */
    private MfaDevice chosen(AwsAccess aws, UserDevices devices, List<Credential> accounts) throws IOException {
        DeviceChoice choice = device.choice(devices, accounts);
        List<MfaDevice> known = choice.known();
        return known.isEmpty()
                ? choice.gone(new ProfileSerials(aws.files()).all()).orElseGet(() -> device.chosen(devices, known))
                : device.chosen(devices, known);
    }

    /** What the key holds; null where there is no key and the device was named: it may be lost. */
    private @Nullable List<Credential> accounts() throws IOException {
        try (OpenOath oath = OpenOath.open(invocation)) {
            return oath.session().list();
        } catch (PcscException e) {
            if (e.kind() != PcscException.Kind.NO_KEY && e.kind() != PcscException.Kind.NO_READER) {
                throw e;
            }
            if (device.name == null) {
                throw e;
            }
            return null;
        }
    }

    private void confirm(UserDevices devices, MfaDevice chosen) throws IOException {
        invocation.confirm("Deactivate and delete the MFA device " + chosen.serial() + "?", force);
        boolean last = devices.enabled().size() == 1 && chosen.user() != null;
        if (last) {
            String name = MfaArn.parse(chosen.serial()).map(MfaArn::name).orElse(chosen.serial());
            invocation.confirmTyped(
                    "It is the last MFA device of " + devices.user() + ", who then has no MFA.", List.of(name), force);
        }
    }

    private void report(String user, String serial, Unenrollment.Removed all) throws IOException {
        List<String> removed = all.accounts().stream().map(CredentialId::text).toList();
        List<String> profiles = all.profiles();
        if (invocation.options().json()) {
            Json json = new Json().beginObject().field("mfa_serial", serial).field("user", user);
            json.name("accounts").beginArray();
            removed.forEach(json::value);
            json.endArray().name("profiles").beginArray();
            profiles.forEach(json::value);
            invocation.console().data(json.endArray().endObject().toString());
            return;
        }
        invocation.console().print(serial + " is no MFA device any more");
        removed.forEach(each -> invocation.console().print("deleted from the key: " + each));
        if (!profiles.isEmpty()) {
            invocation.console().print("mfa_serial removed from " + String.join(", ", profiles));
        }
        if (removed.isEmpty() && MfaArn.parse(serial).isPresent()) {
            invocation.console().say("ykaws: note: its account was not on this key; where it is, delete it with");
            invocation
                    .console()
                    .say("ykaws: hint: "
                            + Commands.deleteAccount(
                                    java.util.OptionalInt.empty(),
                                    MfaArn.parse(serial).get().accountName()));
        }
    }
}
