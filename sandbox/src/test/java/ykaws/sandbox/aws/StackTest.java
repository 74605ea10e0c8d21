package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The project's template, and templates that the sandbox refuses. */
class StackTest {
    @Test
    void theTemplateMakesTheSandboxsUsersAndRole() throws IOException {
        Stack stack = Stack.read(AwsTest.template(), Stack.SANDBOX_PARAMETERS);
        assertThat(stack.user("dev").orElseThrow().arn()).isEqualTo("arn:aws:iam::123456789012:user/dev");
        assertThat(stack.user("admin")).isPresent();
        Stack.Role role = stack.role("DevRole").orElseThrow();
        assertThat(role.arn()).isEqualTo(AwsTest.ROLE);
        assertThat(role.rights().maxSessionSeconds()).isEqualTo(3600);
        assertThat(stack.outputs())
                .isEqualTo(Map.of(
                        "DeveloperArn", "arn:aws:iam::123456789012:user/dev",
                        "RoleArn", "arn:aws:iam::123456789012:role/DevRole"));
    }

    @Test
    void deployedAsItIsItMakesNoAdmin() throws IOException {
        assertThat(Stack.read(AwsTest.template(), Map.of()).user("admin")).isEmpty();
    }

    @Test
    void parametersRename() throws IOException {
        Stack stack = Stack.read(AwsTest.template(), Map.of("DeveloperName", "ada", "RoleName", "Work"));
        assertThat(stack.user("ada")).isPresent();
        assertThat(stack.user("dev")).isEmpty();
        assertThat(stack.roleByArn("arn:aws:iam::123456789012:role/Work")).isPresent();
    }

    @Test
    void parametersGivePolicies() throws IOException {
        String all = "arn:aws:iam::aws:policy/AdministratorAccess";
        String some = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        Stack plain = Stack.read(AwsTest.template(), Map.of());
        assertThat(plain.role("DevRole").orElseThrow().rights().policies()).hasSize(3);
        assertThat(plain.user("dev").orElseThrow().policies()).hasSize(1);

        Stack stack =
                Stack.read(AwsTest.template(), Map.of("RolePolicyArns", all + "," + some, "DeveloperPolicyArns", some));
        assertThat(stack.role("DevRole").orElseThrow().rights().policies()).hasSize(2);
        assertThat(stack.user("dev").orElseThrow().policies()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Resources: {X: {Type: 'AWS::S3::Bucket', Properties: {UserName: x}}} | resource type AWS::S3::Bucket",
                "Resources: {X: {Type: 'AWS::IAM::User', Properties: {UserName: !Ref Nobody}}} | refers to Nobody",
                "Resources: {X: {Type: 'AWS::IAM::User', Properties: {UserName: !Split [a, b]}}} | function Fn::Split",
                "Resources: {X: {Type: 'AWS::IAM::User', Condition: No, Properties: {UserName: x}}} | no condition No",
                "Resources: {X: {Type: 'AWS::IAM::User', Properties: {}}} | needs UserName",
                "Resources: [] | Resources is not a map",
                "Parameters: {P: {Type: String}} | parameter P has no value",
                "{a: 1, a: 2} | a",
                "'' | empty"
            })
    void whatItDoesNotKnowItRefuses(String yaml, String message) {
        assertThatThrownBy(() -> Stack.read(yaml, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void sharedNamesOfOneTreeSurviveJson() throws IOException {
        Map<String, Object> tree = Map.of("a", java.util.List.of("1", Map.of("b", "\u0007\"é")));
        assertThat(Tree.json(Tree.toJson(tree))).isEqualTo(tree);
    }
}
