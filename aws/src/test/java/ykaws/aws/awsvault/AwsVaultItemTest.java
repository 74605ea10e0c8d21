package ykaws.aws.awsvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.AccessKeys;
import ykaws.aws.TestSessions;

/** The JSON that is the content of a file and the secret of an item in the Secret Service. */
class AwsVaultItemTest {
    private static final String KEYS = "{\"AccessKeyID\":\"AKIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"wJalrXUt\","
            + "\"SessionToken\":\"\",\"CanExpire\":false}";

    private static byte[] item(String data) {
        String coded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return ("{\"Key\":\"work\",\"Data\":\"" + coded + "\",\"Label\":\"aws-vault (work)\",\"Description\":\"\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theKeysInAnItem() throws AwsVaultException {
        try (AccessKeys keys = AwsVaultItem.keys("work", item(KEYS))) {
            assertThat(keys.accessKeyId()).isEqualTo("AKIAIOSFODNN7EXAMPLE");
            assertThat(TestSessions.text(keys.secretAccessKey())).isEqualTo("wJalrXUt");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"AccessKeyID\":\"AKIAIOSFODNN7EXAMPLE\"}",
                "{\"SecretAccessKey\":\"wJalrXUt\"}",
                "{\"AccessKeyID\":\"ASIA\",\"SecretAccessKey\":\"wJalrXUt\",\"SessionToken\":\"t\"}",
                "{\"AccessKeyID\":\"AKIA\",\"SecretAccessKey\":\"wJalrXUt"
            })
    void anythingElseIsRefusedWithoutQuotingIt(String data) {
        assertThatThrownBy(() -> AwsVaultItem.keys("work", item(data)))
                .isInstanceOfSatisfying(
                        AwsVaultException.class, e -> assertThat(e.kind()).isEqualTo(AwsVaultException.Kind.DAMAGED))
                .hasMessageNotContaining("wJalrXUt");
    }

    @Test
    void sessionsAreNoProfiles() {
        assertThat(AwsVaultItem.isCredentials("work")).isTrue();
        assertThat(AwsVaultItem.isCredentials("sts.GetSessionToken,d29yaw,,1764000000"))
                .isFalse();
        assertThat(AwsVaultItem.isCredentials("oidc:https://example.awsapps.com/start"))
                .isFalse();
    }

    @Test
    void theCollectionsName() {
        String variable = "AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME";
        assertThat(AwsVaultKeyring.collection(Map.of())).isEqualTo("awsvault");
        assertThat(AwsVaultKeyring.collection(Map.of(variable, "mine"))).isEqualTo("mine");
    }
}
