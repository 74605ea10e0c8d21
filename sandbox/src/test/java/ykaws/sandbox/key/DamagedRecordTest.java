package ykaws.sandbox.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedRecordTest {
    private static final String STEP = "0000000000000001";
    private static final String ALL = "00A400010A7408" + STEP;

    @TempDir
    Path folder;

    @BeforeEach
    void twoAccountsOneDamaged() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("good"));
            key.ok(TestKey.put("bad"));
        }
        keys().damage("bad");
    }

    private SoftKey keys() throws IOException {
        return TestKey.keys(folder, Wire.YUBIKEY, TestKey.NO_TOUCH).keys().get(0);
    }

    @Test
    void listNamesItAndCalculateFails() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            assertThat(key.ok(TestKey.LIST)).isEqualTo("720521676F6F64" + "720421626164");
            assertThat(key.send(TestKey.calculate("bad", STEP))).isEqualTo("6581");
            assertThat(key.send(ALL)).isEqualTo("6581");
            key.ok(TestKey.calculate("good", STEP));
        }
    }

    @Test
    void deletedItIsGone() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.delete("bad"));
            key.ok(ALL);
        }
    }

    @Test
    void putAnewItWorks() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            key.ok(TestKey.put("bad"));
            key.ok(ALL);
        }
    }

    @Test
    void noClientCanPutADamagedOne() throws IOException {
        try (TestKey key = TestKey.in(folder)) {
            key.selectOath();
            assertThat(key.send(TestKey.put("x", "2106 3132333435363738393031323334353637383930", "7880")))
                    .isEqualTo("6A80");
        }
    }

    @Test
    void anAccountThatIsNotThere() throws IOException {
        SoftKey key = keys();
        assertThatThrownBy(() -> key.damage("none")).isInstanceOf(IllegalArgumentException.class);
    }
}
