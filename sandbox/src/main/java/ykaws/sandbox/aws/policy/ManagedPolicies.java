package ykaws.sandbox.aws.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS's own managed policies that the stack attaches, cut down to what they say about IAM and STS. */
public final class ManagedPolicies {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::aws:policy/(.*)");

    private ManagedPolicies() {}

    /** The policy of this ARN. */
    public static Policy named(String arn) throws PolicyException {
        Matcher parts = ARN.matcher(arn);
        String name = parts.matches() ? parts.group(1) : arn;
        return switch (name) {
            case "AdministratorAccess" -> allow(name, List.of("*"));
            case "IAMReadOnlyAccess" -> allow(name, List.of("iam:Get*", "iam:List*"));
            case "ReadOnlyAccess" ->
                allow(name, List.of("iam:Get*", "iam:List*", "sts:GetCallerIdentity", "sts:GetSessionToken"));
            // These speak of services that the sandbox does not have.
            case "AmazonEC2ReadOnlyAccess", "AmazonS3ReadOnlyAccess", "AWSLambda_ReadOnlyAccess" ->
                allow(name, List.of("ec2:Describe*"));
            default -> throw new PolicyException("the sandbox does not know the managed policy " + arn);
        };
    }

    private static Policy allow(String name, List<String> actions) throws PolicyException {
        Map<String, Object> statement = Map.of("Effect", "Allow", "Action", actions, "Resource", "*");
        return Policy.read(name, Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    }
}
