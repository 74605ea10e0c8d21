package ykaws.sandbox.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.sandbox.aws.Parameters.Shape;
import ykaws.sandbox.aws.policy.ManagedPolicies;
import ykaws.sandbox.aws.policy.PolicyException;

/** The actions that make users beside those of the stack, and attach AWS's managed policies to them. */
final class UserActions {
    private static final int USERS_PER_ACCOUNT = 5000;
    private static final int POLICIES_PER_USER = 10;

    private UserActions() {}

    static Map<String, Call.Action> all() {
        return Map.of(
                "CreateUser", UserActions::create,
                "DeleteUser", UserActions::delete,
                "ListUsers", UserActions::list,
                "AttachUserPolicy", UserActions::attach,
                "DetachUserPolicy", UserActions::detach,
                "ListAttachedUserPolicies", UserActions::attached);
    }

    private static void create(Call call, Xml result) throws AwsRefusal {
        String name = call.parameters().required("UserName", Shape.NEW_USER_NAME);
        String asked = call.parameters().optional("Path", Shape.PATH);
        String path = asked == null ? "/" : asked;
        String arn = "arn:" + call.stack().partition() + ":iam::" + LocalAws.ACCOUNT + ":user" + path + name;
        call.authorizer().require("iam:CreateUser", Authorizer.Target.of(arn));
        Stack.User user = make(call, name, path);
        result.open("User");
        IamActions.write(user, call, result);
        result.close();
    }

    private static Stack.User make(Call call, String name, String path) throws AwsRefusal {
        boolean taken = all(call).stream().anyMatch(each -> each.name().equalsIgnoreCase(name));
        if (taken) {
            throw new AwsRefusal(409, "EntityAlreadyExists", "User with name " + name + " already exists.");
        }
        if (call.world().users().size() >= USERS_PER_ACCOUNT) {
            throw new AwsRefusal(409, "LimitExceeded", "Cannot exceed quota for UsersPerAccount: " + USERS_PER_ACCOUNT);
        }
        AddedUser added = new AddedUser(name, path, call.now(), List.of());
        call.world().users().put(name, added);
        return added.user(call.stack().partition());
    }

    private static void delete(Call call, Xml result) throws AwsRefusal {
        AddedUser user = added(call, "iam:DeleteUser");
        String first = null;
        if (!call.world().keysOf(user.name()).isEmpty()) {
            first = "delete access keys";
        } else if (!call.world().devicesOf(user.name()).isEmpty()) {
            first = "delete MFA device";
        } else if (!user.policyArns().isEmpty()) {
            first = "detach all policies";
        }
        if (first != null) {
            throw new AwsRefusal(409, "DeleteConflict", "Cannot delete entity, must " + first + " first.");
        }
        call.world().users().remove(user.name());
    }

    private static void list(Call call, Xml result) throws AwsRefusal {
        String prefix = call.parameters().raw("PathPrefix");
        String wanted = prefix == null ? "/" : prefix;
        String everybody = "arn:" + call.stack().partition() + ":iam::" + LocalAws.ACCOUNT + ":user" + wanted;
        call.authorizer().require("iam:ListUsers", Authorizer.Target.of(everybody));
        List<Stack.User> users = new ArrayList<>(all(call));
        users.removeIf(user -> !user.path().startsWith(wanted));
        IamActions.page(
                call, result, new IamActions.Listing<>("Users", users, user -> IamActions.write(user, call, result)));
    }

    private static void attach(Call call, Xml result) throws AwsRefusal {
        String arn = call.parameters().required("PolicyArn", Shape.POLICY_ARN);
        AddedUser user = added(call, "iam:AttachUserPolicy");
        try {
            ManagedPolicies.named(arn);
        } catch (PolicyException e) {
            throw AwsRefusal.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
        }
        List<String> arns = new ArrayList<>(user.policyArns());
        if (!arns.contains(arn)) {
            arns.add(arn);
        }
        if (arns.size() > POLICIES_PER_USER) {
            throw new AwsRefusal(409, "LimitExceeded", "Cannot exceed quota for PoliciesPerUser: " + POLICIES_PER_USER);
        }
        call.world().users().put(user.name(), user.with(arns));
    }

    private static void detach(Call call, Xml result) throws AwsRefusal {
        String arn = call.parameters().required("PolicyArn", Shape.POLICY_ARN);
        AddedUser user = added(call, "iam:DetachUserPolicy");
        List<String> arns = new ArrayList<>(user.policyArns());
        if (!arns.remove(arn)) {
            throw AwsRefusal.noSuchEntity("Policy " + arn + " was not found.");
        }
        call.world().users().put(user.name(), user.with(arns));
    }

    private static void attached(Call call, Xml result) throws AwsRefusal {
        AddedUser user = added(call, "iam:ListAttachedUserPolicies");
        IamActions.page(
                call,
                result,
                new IamActions.Listing<>(
                        "AttachedPolicies",
                        user.policyArns(),
                        arn -> result.text("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
                                .text("PolicyArn", arn)));
    }

    /** A user that may be changed here: the stack's are the stack's. */
    private static AddedUser added(Call call, String action) throws AwsRefusal {
        String name = IamActions.user(call, action, call.parameters().required("UserName", Shape.USER_NAME))
                .name();
        return Optional.ofNullable(call.world().users().get(name))
                .orElseThrow(() -> AwsRefusal.denied("the sandbox does not change " + name
                        + ", a user of its stack: make another one with CreateUser"));
    }

    private static List<Stack.User> all(Call call) {
        List<Stack.User> all = new ArrayList<>(call.stack().users());
        call.world()
                .users()
                .values()
                .forEach(each -> all.add(each.user(call.stack().partition())));
        return all;
    }
}
