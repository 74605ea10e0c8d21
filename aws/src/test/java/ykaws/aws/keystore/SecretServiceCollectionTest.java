package ykaws.aws.keystore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretServiceCollectionTest {
    @Test
    void namesInPaths() {
        assertThat(SecretServiceCollection.unescaped("/c/awsvault")).isEqualTo("/c/awsvault");
        assertThat(SecretServiceCollection.unescaped("/c/my_2dkeys_5f2")).isEqualTo("/c/my-keys_2");
        assertThat(SecretServiceCollection.unescaped("/c/aws_vault_2")).isEqualTo("/c/aws_vault_2");
    }
}
