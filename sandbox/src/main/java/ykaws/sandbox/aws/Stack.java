package ykaws.sandbox.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.aws.policy.ManagedPolicies;
import ykaws.sandbox.aws.policy.Policy;

/** The users and roles that a CloudFormation template makes in the sandbox's account. */
public final class Stack {
    private static final String REGION = "AWS::Region";

    /** Parameters of the project's template, as the sandbox deploys it. */
    static final Map<String, String> SANDBOX_PARAMETERS = Map.of("AdminName", "admin");

    /** The same, deployed in a region. */
    static Map<String, String> sandboxIn(String region) {
        Map<String, String> all = new LinkedHashMap<>(SANDBOX_PARAMETERS);
        all.put(REGION, region);
        return all;
    }

    /** A user and what it may do. */
    public record User(String partition, String name, String path, List<Policy> policies) {
        public String arn() {
            return "arn:" + partition + ":iam::" + LocalAws.ACCOUNT + ":user" + path + name;
        }
    }

    /** A role: who may take it on, what it may do, and how many seconds a session in it may live. */
    public record Role(String partition, String name, String path, Policy trust, Rights rights) {
        public String arn() {
            return "arn:" + partition + ":iam::" + LocalAws.ACCOUNT + ":role" + path + name;
        }
    }

    /** What a session in a role may do, and for how many seconds at most. */
    public record Rights(List<Policy> policies, int maxSessionSeconds) {}

    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();

    private final String partition;

    private Stack(String partition) {
        this.partition = partition;
    }

    /** The name of the partition in ARNs. */
    String partition() {
        return partition;
    }

    /**
     * Reads a template.
     *
     * @param parameters values for its parameters; the others have their defaults
     * @throws IOException if the template is wrong or asks for more than the sandbox knows
     */
    public static Stack read(String yaml, Map<String, String> parameters) throws IOException {
        Map<String, Object> template = Tree.yaml(yaml);
        Stack stack = new Stack(Partitions.ofRegion(parameters.getOrDefault(REGION, LocalAwsSettings.USUAL_REGION)));
        Map<String, Object> resources = section(template, "Resources");
        Intrinsics intrinsics = intrinsics(template, resources, parameters);
        for (Map.Entry<String, Object> entry : resources.entrySet()) {
            Map<String, Object> resource = Tree.map(entry.getValue(), entry.getKey());
            Object condition = resource.get("Condition");
            if (condition == null || intrinsics.holds(condition.toString())) {
                Object properties = intrinsics.resolve(Tree.map(resource.get("Properties"), entry.getKey()));
                stack.add(String.valueOf(resource.get("Type")), Tree.map(properties, entry.getKey()));
            }
        }
        for (Map.Entry<String, Object> entry : section(template, "Outputs").entrySet()) {
            Object value = Tree.map(entry.getValue(), entry.getKey()).get("Value");
            stack.outputs.put(entry.getKey(), String.valueOf(value == null ? null : intrinsics.resolve(value)));
        }
        return stack;
    }

    /** All users of the stack. */
    public List<User> users() {
        return List.copyOf(users.values());
    }

    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public Optional<Role> role(String name) {
        return Optional.ofNullable(roles.get(name)).or(() -> FederatedRoles.named(name));
    }

    public Optional<Role> roleByArn(String arn) {
        return role(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(role -> role.arn().equals(arn));
    }

    /** The stack's outputs, for example {@code RoleArn}. */
    public Map<String, String> outputs() {
        return Map.copyOf(outputs);
    }

    private void add(String type, Map<String, Object> properties) throws IOException {
        String path = String.valueOf(properties.getOrDefault("Path", "/"));
        switch (type) {
            case "AWS::IAM::User" -> {
                String name = text(properties, "UserName");
                users.put(name, new User(partition, name, path, policies(properties)));
            }
            case "AWS::IAM::Role" -> {
                String name = text(properties, "RoleName");
                Object trust = properties.get("AssumeRolePolicyDocument");
                int max = Integer.parseInt(String.valueOf(properties.getOrDefault("MaxSessionDuration", "3600")));
                Policy policy = Policy.read("trust of " + name, trust == null ? "" : trust);
                roles.put(name, new Role(partition, name, path, policy, new Rights(policies(properties), max)));
            }
            default -> throw new IOException("the sandbox does not know the resource type " + type);
        }
    }

    private static List<Policy> policies(Map<String, Object> properties) throws IOException {
        List<Policy> policies = new ArrayList<>();
        for (Object inline : Tree.list(properties.get("Policies"))) {
            Map<String, Object> policy = Tree.map(inline, "Policies");
            Object document = policy.get("PolicyDocument");
            policies.add(Policy.read(text(policy, "PolicyName"), document == null ? "" : document));
        }
        for (Object arn : Tree.list(properties.get("ManagedPolicyArns"))) {
            policies.add(ManagedPolicies.named(arn.toString()));
        }
        return List.copyOf(policies);
    }

    private static Intrinsics intrinsics(
            Map<String, Object> template, Map<String, Object> resources, Map<String, String> parameters)
            throws IOException {
        Map<String, String> references = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        parameters(section(template, "Parameters"), parameters, references, lists);
        String partition = Partitions.ofRegion(parameters.getOrDefault(REGION, LocalAwsSettings.USUAL_REGION));
        Map<String, String> arns = new LinkedHashMap<>();
        Intrinsics early = new Intrinsics(references, lists, arns, section(template, "Conditions"));
        for (Map.Entry<String, Object> entry : resources.entrySet()) {
            Map<String, Object> properties =
                    Tree.map(Tree.map(entry.getValue(), entry.getKey()).get("Properties"), entry.getKey());
            boolean isUser = properties.containsKey("UserName");
            Object name = properties.get(isUser ? "UserName" : "RoleName");
            String plain = String.valueOf(name == null ? null : early.resolve(name));
            String path = String.valueOf(properties.getOrDefault("Path", "/"));
            references.put(entry.getKey(), plain);
            arns.put(
                    entry.getKey(),
                    "arn:" + partition + ":iam::" + LocalAws.ACCOUNT + (isUser ? ":user" : ":role") + path + plain);
        }
        return early;
    }

    private static void parameters(
            Map<String, Object> declared,
            Map<String, String> given,
            Map<String, String> references,
            Map<String, List<String>> lists)
            throws IOException {
        references.put("AWS::AccountId", LocalAws.ACCOUNT);
        String region = given.getOrDefault(REGION, LocalAwsSettings.USUAL_REGION);
        references.put("AWS::Partition", Partitions.ofRegion(region));
        references.put(REGION, region);
        for (Map.Entry<String, Object> entry : declared.entrySet()) {
            Map<String, Object> parameter = Tree.map(entry.getValue(), entry.getKey());
            Object byDefault = parameter.get("Default");
            String value = given.getOrDefault(entry.getKey(), byDefault == null ? null : byDefault.toString());
            if (value == null) {
                throw new IOException("the template's parameter " + entry.getKey() + " has no value");
            }
            references.put(entry.getKey(), value);
            if ("CommaDelimitedList".equals(parameter.get("Type"))) {
                lists.put(entry.getKey(), List.of(value.split(",", -1)));
            }
        }
    }

    private static Map<String, Object> section(Map<String, Object> template, String name) throws IOException {
        @Nullable Object section = template.get(name);
        return section == null ? Map.of() : Tree.map(section, name);
    }

    private static String text(Map<String, Object> properties, String name) throws IOException {
        if (properties.get(name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IOException("the sandbox needs " + name + " in the template");
    }
}
