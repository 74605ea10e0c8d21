package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Users beside the stack's. */
class UsersTest extends AwsTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";

    private String code(String action, String... parameters) throws IOException {
        return admin().iam(action, parameters).code();
    }

    @Test
    void aUserIsMadeOnceAndOutlivesTheServer() throws IOException {
        Requests.Reply made = admin().iam("CreateUser", "UserName", "ann", "Path", "/team/");
        assertThat(made.value("Arn")).isEqualTo("arn:aws:iam::123456789012:user/team/ann");
        assertThat(made.value("UserId")).matches("AIDA[A-Z2-7]{17}");
        Requests.Reply again = admin().iam("CreateUser", "UserName", "Ann");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("EntityAlreadyExists");
        assertThat(again.message()).isEqualTo("User with name Ann already exists.");
        assertThat(code("CreateUser", "UserName", "dev")).isEqualTo("EntityAlreadyExists");
        assertThat(code("CreateUser", "UserName", "a b")).isEqualTo("ValidationError");
        assertThat(code("CreateUser", "UserName", "a".repeat(65))).isEqualTo("ValidationError");

        restart(settings());
        assertThat(admin().iam("GetUser", "UserName", "ann").value("CreateDate"))
                .isEqualTo(START.toString());
        assertThat(admin().iam("ListUsers").body())
                .contains("<UserName>dev</UserName>", "<UserName>admin</UserName>", "<UserName>ann</UserName>");
        assertThat(admin().iam("ListUsers", "PathPrefix", "/team/").body()).doesNotContain("<UserName>dev<");
    }

    @Test
    void onlyWhoMayMakesUsers() throws IOException {
        Requests.Reply reply = dev().iam("CreateUser", "UserName", "ann");
        assertThat(reply.code()).isEqualTo("AccessDenied");
        assertThat(reply.message()).contains("iam:CreateUser on resource: arn:aws:iam::123456789012:user/ann");
    }

    @Test
    void aUserMayDoWhatItsAttachedPoliciesAllow() throws IOException {
        admin().iam("CreateUser", "UserName", "ann");
        Requests.Reply key = admin().iam("CreateAccessKey", "UserName", "ann");
        Requests ann = with(new Requests.Keys(key.value("AccessKeyId"), key.value("SecretAccessKey"), null));
        assertThat(ann.iam("GetUser").code()).isEqualTo("AccessDenied");

        assertThat(code("AttachUserPolicy", "UserName", "ann", "PolicyArn", READ_ONLY))
                .isEqualTo("OK");
        assertThat(ann.iam("GetUser").value("UserName")).isEqualTo("ann");
        assertThat(admin().iam("ListAttachedUserPolicies", "UserName", "ann").value("PolicyName"))
                .isEqualTo("IAMReadOnlyAccess");
        Requests.Reply unknown = admin().iam(
                        "AttachUserPolicy",
                        "UserName",
                        "ann",
                        "PolicyArn",
                        "arn:aws:iam::aws:policy/NoSuchPolicyAtAll");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("NoSuchEntity");

        assertThat(code("DetachUserPolicy", "UserName", "ann", "PolicyArn", READ_ONLY))
                .isEqualTo("OK");
        assertThat(code("DetachUserPolicy", "UserName", "ann", "PolicyArn", READ_ONLY))
                .isEqualTo("NoSuchEntity");
        assertThat(ann.iam("GetUser").code()).isEqualTo("AccessDenied");
    }

    @Test
    void aUserGoesWhenAllThatIsTheirsIsGone() throws IOException {
        admin().iam("CreateUser", "UserName", "ann");
        admin().iam("AttachUserPolicy", "UserName", "ann", "PolicyArn", READ_ONLY);
        String key = admin().iam("CreateAccessKey", "UserName", "ann").value("AccessKeyId");
        assertThat(code("DeleteUser", "UserName", "ann")).isEqualTo("DeleteConflict");
        admin().iam("DeleteAccessKey", "UserName", "ann", "AccessKeyId", key);
        assertThat(code("DeleteUser", "UserName", "ann")).isEqualTo("DeleteConflict");
        admin().iam("DetachUserPolicy", "UserName", "ann", "PolicyArn", READ_ONLY);
        assertThat(code("DeleteUser", "UserName", "ann")).isEqualTo("OK");
        assertThat(code("DeleteUser", "UserName", "ann")).isEqualTo("NoSuchEntity");
    }

    @Test
    void manyAreMadeAtOnce() throws IOException {
        assertThat(aws.createUsers(List.of("ann", "dev", "ben"))).containsExactly("ann", "ben");
        assertThat(aws.createUsers(List.of("ben", "carl"))).containsExactly("carl");
        assertThat(admin().iam("GetUser", "UserName", "ben").code()).isEqualTo("OK");
    }
}
