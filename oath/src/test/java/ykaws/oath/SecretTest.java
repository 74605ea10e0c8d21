package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void closingWipes() {
        byte[] bytes = {1, 2, 3};
        Secret secret = Secret.takeOver(bytes);
        secret.close();
        secret.close();
        assertThat(bytes).containsOnly(0);
        assertThat(secret.length()).isZero();
        assertThatThrownBy(() -> secret.expose(b -> b.length)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCopyHasItsOwnLife() {
        byte[] bytes = {1, 2, 3};
        Secret original = Secret.copyOf(bytes);
        Secret copy = original.copy();
        original.close();
        assertThat(bytes).containsExactly(1, 2, 3);
        assertThat(copy.<byte[]>expose(byte[]::clone)).containsExactly(1, 2, 3);
    }

    @Test
    void charactersBecomeUtf8() {
        try (Secret secret = Secret.ofChars("pä€🔑".toCharArray())) {
            assertThat(secret.<byte[]>expose(byte[]::clone)).isEqualTo("pä€🔑".getBytes(StandardCharsets.UTF_8));
        }
        try (Secret secret = Secret.ofChars(new char[0])) {
            assertThat(secret.length()).isZero();
        }
    }

    @Test
    void textShowsOnlyTheLength() {
        assertThat(Secret.copyOf(new byte[] {65, 66, 67})).hasToString("Secret[3 bytes]");
    }

    @Test
    void equality() {
        Secret secret = Secret.copyOf(new byte[] {1, 2});
        assertThat(secret.matches(Secret.copyOf(new byte[] {1, 2}))).isTrue();
        assertThat(secret.matches(Secret.copyOf(new byte[] {1, 3}))).isFalse();
        assertThat(secret.matches(Secret.copyOf(new byte[] {1, 2, 0}))).isFalse();
    }
}
