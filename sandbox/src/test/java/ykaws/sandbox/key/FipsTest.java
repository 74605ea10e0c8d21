package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of the FIPS series. */
class FipsTest {
    private static final String ACCESS_KEY = "000102030405060708090A0B0C0D0E0F";

    @TempDir
    Path folder;

    @Test
    void accountsOnlyUnderAPasswordThatStays() throws IOException {
        try (TestKey key = TestKey.of(folder, "5.4.3-fips")) {
            key.selectOath();
            assertThat(key.send(TestKey.put("a"))).isEqualTo("6985");
            key.ok(TestKey.setCode(ACCESS_KEY));
            key.ok(TestKey.put("a"));
            assertThat(key.send("00030000027300")).isEqualTo("6985");
            key.ok("0004DEAD");
            key.selectOath();
            assertThat(key.send(TestKey.put("a"))).isEqualTo("6985");
        }
    }

    @Test
    void itStaysOneWhenItIsReadAgain() throws IOException {
        TestKey.of(folder, "5.7.4-fips").close();
        try (TestKey key = TestKey.in(folder)) {
            assertThat(key.key.firmware()).isEqualTo("5.7.4");
            key.selectOath();
            assertThat(key.send(TestKey.put("a"))).isEqualTo("6985");
        }
    }

    @Test
    void aYubiKey4OfIt() throws IOException {
        try (TestKey key = TestKey.of(folder, "4.4.5")) {
            key.selectOath();
            key.ok(TestKey.put("a"));
            assertThat(key.send(TestKey.put("b", "2306 3132333435363738393031323334353637383930", "")))
                    .isEqualTo("6A80");
        }
    }

    @Test
    void onlyAYubiKey5IsOrIsNot() throws IOException {
        SoftKeys keys = TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH);
        assertThatThrownBy(() -> keys.reset("4.3.5-fips")).isInstanceOf(IllegalArgumentException.class);
    }
}
