package ykaws.sandbox.aws;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ykaws.sandbox.aws.policy.ManagedPolicies;
import ykaws.sandbox.aws.policy.Policy;
import ykaws.sandbox.aws.policy.PolicyException;

/** A user that CreateUser made, with the managed policies that were attached to it. */
record AddedUser(String name, String path, Instant created, List<String> policyArns) {
    AddedUser {
        policyArns = List.copyOf(policyArns);
    }

    AddedUser with(List<String> arns) {
        return new AddedUser(name, path, created, arns);
    }

    Stack.User user(String partition) {
        List<Policy> policies = new ArrayList<>();
        for (String arn : policyArns) {
            try {
                policies.add(ManagedPolicies.named(arn));
            } catch (PolicyException e) {
                throw new IllegalStateException("only known policies were attached", e);
            }
        }
        return new Stack.User(partition, name, path, List.copyOf(policies));
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("path", path);
        tree.put("created", created);
        tree.put("policies", policyArns);
        return tree;
    }

    static AddedUser fromTree(Map<String, Object> tree) throws IOException {
        List<String> arns = new ArrayList<>();
        Tree.list(tree.get("policies")).forEach(arn -> arns.add(arn.toString()));
        return new AddedUser(World.text(tree, "name"), World.text(tree, "path"), World.instant(tree, "created"), arns);
    }
}
