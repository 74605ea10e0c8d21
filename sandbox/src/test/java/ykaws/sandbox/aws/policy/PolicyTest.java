package ykaws.sandbox.aws.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy language, by tables written from IAM's documentation. */
class PolicyTest {
    private static final String DEV = "arn:aws:iam::123456789012:user/dev";

    @ParameterizedTest
    @CsvSource({
        "iam:GetUser, iam:GetUser, ALLOWED",
        "iam:getuser, iam:GetUser, ALLOWED",
        "iam:Get*, iam:GetUser, ALLOWED",
        "iam:Get????, iam:GetUser, ALLOWED",
        "iam:Get???, iam:GetUser, SILENT",
        "*, iam:GetUser, ALLOWED",
        "iam:*, sts:AssumeRole, SILENT",
        "iam.*, iam:GetUser, SILENT"
    })
    void actions(String pattern, String action, Decision decision) throws IOException {
        assertThat(decide(Map.of("Effect", "Allow", "Action", pattern, "Resource", "*"), action, DEV))
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({
        "*, ALLOWED",
        "arn:aws:iam::123456789012:user/dev, ALLOWED",
        "arn:aws:iam::*:user/dev, ALLOWED",
        "arn:aws:iam::123456789012:user/*, ALLOWED",
        "arn:aws:iam::123456789012:user/Dev, SILENT",
        "arn:aws:iam::123456789012:user/${aws:username}, ALLOWED",
        "arn:aws:iam::123456789012:user/${AWS:UserName}, ALLOWED",
        "arn:aws:iam::123456789012:user/${aws:missing}, SILENT",
        "arn:aws:iam::123456789012:mfa/*, SILENT"
    })
    void resources(String pattern, Decision decision) throws IOException {
        assertThat(decide(Map.of("Effect", "Allow", "Action", "*", "Resource", pattern), "iam:GetUser", DEV))
                .isEqualTo(decision);
    }

    @Test
    void aWildcardInAVariablesValueIsAPlainCharacter() throws IOException {
        Map<String, Object> statement = Map.of("Effect", "Allow", "Action", "*", "Resource", "user/${aws:username}");
        assertThat(decide(statement, "user/dev", Map.of("aws:username", "*"))).isEqualTo(Decision.SILENT);
        assertThat(decide(statement, "user/*", Map.of("aws:username", "*"))).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {
                "Bool, aws:MultiFactorAuthPresent, true, true, ALLOWED",
                "Bool, aws:MultiFactorAuthPresent, true, false, SILENT",
                "Bool, aws:MultiFactorAuthPresent, true, absent, SILENT",
                "Bool, aws:multifactorauthpresent, true, true, ALLOWED",
                "Bool, aws:MultiFactorAuthPresent, false, absent, SILENT",
                "BoolIfExists, aws:MultiFactorAuthPresent, false, absent, ALLOWED",
                "BoolIfExists, aws:MultiFactorAuthPresent, false, false, ALLOWED",
                "BoolIfExists, aws:MultiFactorAuthPresent, false, true, SILENT",
                "NumericLessThan, aws:MultiFactorAuthAge, 300, 299, ALLOWED",
                "NumericLessThan, aws:MultiFactorAuthAge, 300, 300, SILENT",
                "NumericLessThan, aws:MultiFactorAuthAge, 300, 301, SILENT",
                "NumericLessThan, aws:MultiFactorAuthAge, 300, 99, ALLOWED",
                "NumericLessThan, aws:MultiFactorAuthAge, 300, absent, SILENT",
                "NumericLessThanIfExists, aws:MultiFactorAuthAge, 300, absent, ALLOWED",
                "NumericLessThanEquals, aws:MultiFactorAuthAge, 300, 300, ALLOWED",
                "NumericGreaterThan, aws:MultiFactorAuthAge, 300, 301, ALLOWED",
                "NumericGreaterThanEquals, aws:MultiFactorAuthAge, 300, 300, ALLOWED",
                "NumericEquals, aws:MultiFactorAuthAge, 300.0, 300, ALLOWED",
                "NumericNotEquals, aws:MultiFactorAuthAge, 300, 300, SILENT",
                "Null, aws:MultiFactorAuthAge, true, absent, ALLOWED",
                "Null, aws:MultiFactorAuthAge, true, 5, SILENT",
                "Null, aws:MultiFactorAuthAge, false, 5, ALLOWED",
                "StringEquals, sts:ExternalId, a*, a*, ALLOWED",
                "StringEquals, sts:ExternalId, a*, ab, SILENT",
                "StringLike, sts:ExternalId, a*, ab, ALLOWED",
                "StringNotLike, sts:ExternalId, a*, ab, SILENT",
                "StringNotEquals, sts:ExternalId, x, absent, ALLOWED",
                "StringEqualsIgnoreCase, sts:ExternalId, AB, ab, ALLOWED",
                "ArnLike, aws:PrincipalArn, arn:aws:iam::*:user/d*, arn:aws:iam::1:user/dev, ALLOWED",
                "ArnNotEquals, aws:PrincipalArn, arn:aws:iam::1:user/dev, arn:aws:iam::1:user/dev, SILENT"
            })
    void conditions(String operator, String key, String value, String actual, Decision decision) throws IOException {
        Map<String, Object> statement = Map.of(
                "Effect", "Allow", "Action", "*", "Resource", "*", "Condition", Map.of(operator, Map.of(key, value)));
        Map<String, String> context = new HashMap<>();
        if (actual != null) {
            context.put(key, actual);
        }
        assertThat(decide(statement, DEV, context)).isEqualTo(decision);
    }

    @Test
    void allConditionsMustHoldAndOneValueIsEnough() throws IOException {
        Map<String, Object> statement = Map.of(
                "Effect",
                "Allow",
                "Action",
                "*",
                "Resource",
                "*",
                "Condition",
                Map.of("StringEquals", Map.of("a", List.of("1", "2"), "b", "3")));
        assertThat(decide(statement, DEV, Map.of("a", "2", "b", "3"))).isEqualTo(Decision.ALLOWED);
        assertThat(decide(statement, DEV, Map.of("a", "2", "b", "4"))).isEqualTo(Decision.SILENT);
    }

    @Test
    void denyWinsWhereverItStands() throws IOException {
        Map<String, Object> allow = Map.of("Effect", "Allow", "Action", "*", "Resource", "*");
        Map<String, Object> deny = Map.of("Effect", "Deny", "NotAction", "iam:GetUser", "Resource", "*");
        for (List<Map<String, Object>> order : List.of(List.of(allow, deny), List.of(deny, allow))) {
            Policy policy = Policy.read("test", Map.of("Version", "2012-10-17", "Statement", order));
            assertThat(policy.decide(request("iam:GetUser", DEV, Map.of()))).isEqualTo(Decision.ALLOWED);
            assertThat(policy.decide(request("iam:ListMFADevices", DEV, Map.of())))
                    .isEqualTo(Decision.DENIED);
        }
    }

    @Test
    void notResource() throws IOException {
        Map<String, Object> statement = Map.of("Effect", "Allow", "Action", "*", "NotResource", "arn:aws:iam::*:mfa/*");
        assertThat(decide(statement, "iam:GetUser", DEV)).isEqualTo(Decision.ALLOWED);
        assertThat(decide(statement, "iam:GetUser", "arn:aws:iam::1:mfa/x")).isEqualTo(Decision.SILENT);
    }

    @Test
    void principals() throws IOException {
        Map<String, Object> one =
                Map.of("Effect", "Allow", "Principal", Map.of("AWS", DEV), "Action", "sts:AssumeRole");
        Map<String, Object> any = Map.of("Effect", "Allow", "Principal", "*", "Action", "sts:AssumeRole");
        AccessRequest request = request("sts:AssumeRole", "role", Map.of());
        assertThat(policy(one).decide(request)).isEqualTo(Decision.ALLOWED);
        assertThat(policy(one).decide(request.as(DEV + "2"))).isEqualTo(Decision.SILENT);
        assertThat(policy(any).decide(request.as("whoever"))).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "Effect, Perhaps, Effect is Allow or Deny",
        "Actions, x, statement element Actions",
        "Principal, alice, Principal of a policy is not a map",
        "Condition, x, Condition of a policy is not a map"
    })
    void whatItDoesNotKnowItRefuses(String element, String value, String message) {
        Map<String, Object> statement = new HashMap<>(Map.of("Effect", "Allow", "Action", "*", "Resource", "*"));
        statement.put(element, value);
        assertThatThrownBy(() -> policy(statement))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "DateLessThan, aws:CurrentTime, 2026, operator DateLessThan",
        "'ForAllValues:StringEquals', aws:TagKeys, x, operator ForAllValues",
        "NumericLessThan, aws:MultiFactorAuthAge, soon, compared with 'soon'",
        "NumericLessThan, 'aws: MultiFactorAuthAge', 300, no condition key has a space"
    })
    void conditionsItDoesNotKnowItRefuses(String operator, String key, String value, String message) {
        Map<String, Object> statement = Map.of(
                "Effect", "Allow", "Action", "*", "Resource", "*", "Condition", Map.of(operator, Map.of(key, value)));
        assertThatThrownBy(() -> policy(statement))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anOldVersionIsRefused() {
        assertThatThrownBy(() -> Policy.read("old", Map.of("Version", "2008-10-17", "Statement", List.of())))
                .hasMessageContaining("2012-10-17");
        assertThatThrownBy(() -> ManagedPolicies.named("arn:aws:iam::aws:policy/Unheard"))
                .hasMessageContaining("Unheard");
    }

    private static Policy policy(Map<String, Object> statement) throws IOException {
        return Policy.read("test", Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    }

    private static AccessRequest request(String action, String resource, Map<String, String> context) {
        return new AccessRequest(DEV, action, resource, context);
    }

    private static Decision decide(Map<String, Object> statement, String action, String resource) throws IOException {
        return policy(statement).decide(request(action, resource, Map.of("aws:username", "dev")));
    }

    private static Decision decide(Map<String, Object> statement, String resource, Map<String, String> context)
            throws IOException {
        return policy(statement).decide(request("iam:GetUser", resource, context));
    }
}
