package ykaws.sandbox.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ykaws.sandbox.aws.Parameters.Shape;

/** The actions that tell about MFA devices. */
final class MfaListActions {
    private MfaListActions() {}

    static Map<String, Call.Action> all() {
        return Map.of(
                "ListMFADevices", MfaListActions::ofUser,
                "ListVirtualMFADevices", MfaListActions::ofAccount,
                "GetMFADevice", MfaListActions::one,
                "ListMFADeviceTags", MfaListActions::tags);
    }

    private static void ofUser(Call call, Xml result) throws AwsRefusal {
        String named = call.parameters().optional("UserName", Shape.USER_NAME);
        Stack.User user = IamActions.user(call, "iam:ListMFADevices", named);
        List<MfaDevice> devices = call.world().devicesOf(user.name());
        IamActions.page(call, result, new IamActions.Listing<>("MFADevices", devices, device -> {
            result.text("UserName", user.name());
            write(device, result);
        }));
    }

    private static void ofAccount(Call call, Xml result) throws AwsRefusal {
        String status = call.parameters().raw("AssignmentStatus");
        if (status != null && !List.of("Assigned", "Unassigned", "Any").contains(status)) {
            throw AwsRefusal.validation(
                    "1 validation error detected: Value '" + status + "' at 'assignmentStatus' failed"
                            + " to satisfy constraint: Member must satisfy enum value set: [Unassigned, Any, Assigned]");
        }
        String all = "arn:" + call.stack().partition() + ":iam::" + LocalAws.ACCOUNT + ":mfa/";
        call.authorizer().require("iam:ListVirtualMFADevices", Authorizer.Target.of(all));
        List<MfaDevice> devices = new ArrayList<>(call.world().devices().values());
        if (status != null && !status.equals("Any")) {
            devices.removeIf(device -> (device.user() != null) != status.equals("Assigned"));
        }
        IamActions.page(call, result, new IamActions.Listing<>("VirtualMFADevices", devices, device -> {
            write(device, result);
            writeUser(device, call, result);
        }));
    }

    private static void one(Call call, Xml result) throws AwsRefusal {
        String serial = call.parameters().required("SerialNumber", Shape.SERIAL_NUMBER);
        String named = call.parameters().optional("UserName", Shape.USER_NAME);
        Stack.User user = IamActions.user(call, "iam:GetMFADevice", named);
        MfaDevice device = MfaDeviceActions.existing(call, serial);
        if (!user.name().equals(device.user())) {
            throw AwsRefusal.noSuchEntity("MFA Device invalid for user.");
        }
        result.text("UserName", user.name());
        write(device, result);
    }

    private static void tags(Call call, Xml result) throws AwsRefusal {
        String serial = call.parameters().required("SerialNumber", Shape.SERIAL_NUMBER);
        call.authorizer().require("iam:ListMFADeviceTags", Authorizer.Target.of(serial));
        Map<String, String> tags = MfaDeviceActions.existing(call, serial).tags();
        List<Map.Entry<String, String>> entries = List.copyOf(tags.entrySet());
        IamActions.page(
                call,
                result,
                new IamActions.Listing<>(
                        "Tags", entries, tag -> result.text("Key", tag.getKey()).text("Value", tag.getValue())));
    }

    static void writeTags(Map<String, String> tags, Xml result) {
        result.open("Tags");
        tags.forEach((key, value) ->
                result.open("member").text("Key", key).text("Value", value).close());
        result.close();
    }

    private static void write(MfaDevice device, Xml result) {
        result.text("SerialNumber", device.serial());
        Instant enabled = device.enabled();
        if (enabled != null) {
            result.text("EnableDate", IamActions.time(enabled));
        }
    }

    private static void writeUser(MfaDevice device, Call call, Xml result) {
        String name = device.user();
        if (name != null && call.user(name).isPresent()) {
            result.open("User");
            IamActions.write(call.user(name).orElseThrow(), call, result);
            result.close();
        }
    }
}
