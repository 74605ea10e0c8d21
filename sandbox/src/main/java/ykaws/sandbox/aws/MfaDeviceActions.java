package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.aws.Parameters.Shape;

/** The actions that change virtual MFA devices. */
final class MfaDeviceActions {
    private static final int DEVICES_PER_USER = 8;

    private MfaDeviceActions() {}

    static Map<String, Call.Action> all() {
        return Map.of(
                "CreateVirtualMFADevice", MfaDeviceActions::create,
                "EnableMFADevice", MfaDeviceActions::enable,
                "ResyncMFADevice", MfaDeviceActions::resync,
                "DeactivateMFADevice", MfaDeviceActions::deactivate,
                "DeleteVirtualMFADevice", MfaDeviceActions::delete,
                "TagMFADevice", MfaDeviceActions::tag);
    }

    private static void create(Call call, Xml result) throws AwsRefusal {
        String name = call.parameters().required("VirtualMFADeviceName", Shape.DEVICE_NAME);
        String path = call.parameters().optional("Path", Shape.PATH);
        Map<String, String> tags = call.parameters().tags();
        String serial = "arn:" + call.stack().partition() + ":iam::" + LocalAws.ACCOUNT + ":mfa"
                + (path == null ? "/" : path) + name;
        Authorizer authorizer = call.authorizer();
        authorizer.require("iam:CreateVirtualMFADevice", Authorizer.Target.of(serial));
        if (!tags.isEmpty()) {
            authorizer.require("iam:TagMFADevice", Authorizer.Target.of(serial));
        }
        if (call.world().devices().containsKey(serial)) {
            throw new AwsRefusal(
                    409, "EntityAlreadyExists", "MFADevice entity at the same path and name already exists.");
        }
        MfaDevice device = new MfaDevice(serial, Identifiers.seed());
        device.tags().putAll(tags);
        call.world().devices().put(serial, device);
        result.open("VirtualMFADevice")
                .text("SerialNumber", serial)
                .text(
                        "Base32StringSeed",
                        Base64.getEncoder().encodeToString(device.seed().getBytes(US_ASCII)))
                .text("QRCodePNG", Base64.getEncoder().encodeToString(picture(name, device)));
        if (!tags.isEmpty()) {
            MfaListActions.writeTags(tags, result);
        }
        result.close();
    }

    /** IAM API, VirtualMFADevice: {@code otpauth://totp/$virtualMFADeviceName@$AccountName?secret=$Base32String}. */
    private static byte[] picture(String name, MfaDevice device) {
        return QrPicture.png(
                "otpauth://totp/" + name.replace("+", "%2B") + "@" + LocalAws.ACCOUNT + "?secret=" + device.seed());
    }

    private static void enable(Call call, Xml result) throws AwsRefusal {
        Target target = target(call, "iam:EnableMFADevice");
        Codes codes = codes(call);
        MfaDevice device = existing(call, target.serial);
        if (device.user() != null) {
            throw new AwsRefusal(409, "EntityAlreadyExists", "MFA Device is already in use.");
        }
        if (call.world().devicesOf(target.user).size() >= DEVICES_PER_USER) {
            throw new AwsRefusal(
                    409, "LimitExceeded", "Cannot exceed quota for MFADevicesPerUser: " + DEVICES_PER_USER);
        }
        takePair(call, device, codes);
        device.assign(target.user, call.now());
    }

    private static void resync(Call call, Xml result) throws AwsRefusal {
        Target target = target(call, "iam:ResyncMFADevice");
        Codes codes = codes(call);
        takePair(call, assigned(call, target), codes);
    }

    private static void deactivate(Call call, Xml result) throws AwsRefusal {
        Target target = target(call, "iam:DeactivateMFADevice");
        assigned(call, target).release();
    }

    private static void delete(Call call, Xml result) throws AwsRefusal {
        String serial = call.parameters().required("SerialNumber", Shape.SERIAL_NUMBER);
        call.authorizer().require("iam:DeleteVirtualMFADevice", Authorizer.Target.of(serial));
        if (existing(call, serial).user() != null) {
            throw new AwsRefusal(409, "DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
        }
        call.world().devices().remove(serial);
    }

    private static void tag(Call call, Xml result) throws AwsRefusal {
        String serial = call.parameters().required("SerialNumber", Shape.SERIAL_NUMBER);
        Map<String, String> tags = call.parameters().tags();
        call.authorizer().require("iam:TagMFADevice", Authorizer.Target.of(serial));
        existing(call, serial).tags().putAll(tags);
    }

    private record Target(String user, String serial) {}

    private record Codes(String first, String second) {}

    private static Target target(Call call, String action) throws AwsRefusal {
        String serial = call.parameters().required("SerialNumber", Shape.SERIAL_NUMBER);
        // Only DeactivateMFADevice may leave the user out.
        @Nullable
        String named = action.equals("iam:DeactivateMFADevice")
                ? call.parameters().optional("UserName", Shape.USER_NAME)
                : call.parameters().required("UserName", Shape.USER_NAME);
        return new Target(IamActions.user(call, action, named).name(), serial);
    }

    private static Codes codes(Call call) throws AwsRefusal {
        return new Codes(
                call.parameters().required("AuthenticationCode1", Shape.CODE),
                call.parameters().required("AuthenticationCode2", Shape.CODE));
    }

    private static void takePair(Call call, MfaDevice device, Codes codes) throws AwsRefusal {
        if (!call.codes().takePair(device, codes.first, codes.second, call.now())) {
            throw new AwsRefusal(403, "InvalidAuthenticationCode", "Authentication code for device is not valid.");
        }
    }

    private static MfaDevice assigned(Call call, Target target) throws AwsRefusal {
        MfaDevice device = existing(call, target.serial);
        if (!target.user.equals(device.user())) {
            throw AwsRefusal.noSuchEntity("MFA Device invalid for user.");
        }
        return device;
    }

    static MfaDevice existing(Call call, String serial) throws AwsRefusal {
        MfaDevice device = call.world().devices().get(serial);
        if (device == null) {
            throw AwsRefusal.noSuchEntity("VirtualMFADevice with serial number " + serial + " doesn't exist.");
        }
        return device;
    }
}
