package ykaws.sandbox.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import ykaws.sandbox.aws.Parameters.Shape;

/** The actions on access keys. */
final class AccessKeyActions {
    private static final int KEYS_PER_USER = 2;

    private AccessKeyActions() {}

    static Map<String, Call.Action> all() {
        return Map.of(
                "CreateAccessKey", AccessKeyActions::create,
                "ListAccessKeys", AccessKeyActions::list,
                "UpdateAccessKey", AccessKeyActions::update,
                "DeleteAccessKey", AccessKeyActions::delete,
                "GetAccessKeyLastUsed", AccessKeyActions::lastUsed);
    }

    private static void create(Call call, Xml result) throws AwsRefusal {
        String user = user(call, "iam:CreateAccessKey");
        if (call.world().keysOf(user).size() >= KEYS_PER_USER) {
            throw new AwsRefusal(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: " + KEYS_PER_USER);
        }
        Instant accepted = call.now().plus(call.scene().behaviour().keyDelay());
        UserKey made = call.world().makeKey(user, call.now(), accepted);
        result.open("AccessKey");
        write(made, result);
        result.text("SecretAccessKey", made.key().secretAccessKey()).close();
    }

    private static void list(Call call, Xml result) throws AwsRefusal {
        List<UserKey> keys = call.world().keysOf(user(call, "iam:ListAccessKeys"));
        IamActions.page(call, result, new IamActions.Listing<>("AccessKeyMetadata", keys, key -> write(key, result)));
    }

    private static void update(Call call, Xml result) throws AwsRefusal {
        String status = call.parameters().raw("Status");
        if (!"Active".equals(status) && !"Inactive".equals(status)) {
            throw AwsRefusal.validation("1 validation error detected: Value '" + status + "' at 'status' failed to"
                    + " satisfy constraint: Member must satisfy enum value set: [Active, Inactive]");
        }
        UserKey key = existing(call, "iam:UpdateAccessKey");
        call.world().keys().put(key.key().accessKeyId(), key.withActive(status.equals("Active")));
    }

    private static void delete(Call call, Xml result) throws AwsRefusal {
        call.world().keys().remove(existing(call, "iam:DeleteAccessKey").key().accessKeyId());
    }

    /** It keeps no record of uses, so it answers as AWS does for a key of which it knows none. */
    private static void lastUsed(Call call, Xml result) throws AwsRefusal {
        String id = call.parameters().required("AccessKeyId", Shape.KEY_ID);
        UserKey key = call.world().keys().get(id);
        // Whose key it is, the caller does not say: the user whose key it is decides who may ask.
        IamActions.user(call, "iam:GetAccessKeyLastUsed", key == null ? null : key.user());
        if (key == null) {
            throw AwsRefusal.noSuchEntity("The Access Key with id " + id + " cannot be found.");
        }
        result.text("UserName", key.user())
                .open("AccessKeyLastUsed")
                .text("ServiceName", "N/A")
                .text("Region", "N/A")
                .close();
    }

    private static UserKey existing(Call call, String action) throws AwsRefusal {
        String id = call.parameters().required("AccessKeyId", Shape.KEY_ID);
        String user = user(call, action);
        UserKey key = call.world().keys().get(id);
        if (key == null || !key.user().equals(user)) {
            throw AwsRefusal.noSuchEntity("The Access Key with id " + id + " cannot be found.");
        }
        return key;
    }

    private static String user(Call call, String action) throws AwsRefusal {
        String named = call.parameters().optional("UserName", Shape.USER_NAME);
        return IamActions.user(call, action, named).name();
    }

    private static void write(UserKey key, Xml result) {
        result.text("UserName", key.user())
                .text("AccessKeyId", key.key().accessKeyId())
                .text("Status", key.active() ? "Active" : "Inactive")
                .text("CreateDate", IamActions.time(key.created()));
    }
}
