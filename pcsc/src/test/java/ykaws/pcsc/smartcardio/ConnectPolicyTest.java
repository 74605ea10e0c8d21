package ykaws.pcsc.smartcardio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;

class ConnectPolicyTest {
    private final List<Duration> pauses = new ArrayList<>();
    private int attempts;

    private ConnectPolicy policy(boolean yubiKey) {
        return new ConnectPolicy(pauses::add, yubiKey);
    }

    private ConnectPolicy.Attempt<String> failing(Kind kind, int times) {
        return () -> {
            if (attempts++ < times) {
                throw new PcscException(kind, "R", "no");
            }
            return "connected";
        };
    }

    private Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void connectsAtOnce() throws Exception {
        assertThat(policy(true).connect("R", failing(Kind.BUSY, 0))).isEqualTo("connected");
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsTwoSecondsForAnotherProgram() throws Exception {
        assertThat(policy(false).connect("R", failing(Kind.BUSY, 8))).isEqualTo("connected");
        assertThat(waited()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void givesUpOnAnotherProgram() {
        assertThatThrownBy(() -> policy(false).connect("R", failing(Kind.BUSY, 9)))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BUSY));
        assertThat(attempts).isEqualTo(9);
    }

    @Test
    void waitsThreeSecondsForAYubiKeyThatWasJustUsedOverHid() throws Exception {
        assertThat(policy(true).connect("R", failing(Kind.NO_KEY, 6))).isEqualTo("connected");
        assertThat(waited()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anEmptyReaderIsEmpty() {
        assertThatThrownBy(() -> policy(false).connect("R", failing(Kind.NO_KEY, 1)))
                .isInstanceOf(PcscException.class);
        assertThat(attempts).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BUSY", "NO_KEY"})
    void nothingElseIsTriedAgain(Kind kind) {
        assertThatThrownBy(() -> policy(true).connect("R", failing(kind, 1))).isInstanceOf(PcscException.class);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheWait() {
        ConnectPolicy policy = new ConnectPolicy(
                time -> {
                    throw new InterruptedException();
                },
                false);
        assertThatThrownBy(() -> policy.connect("R", failing(Kind.BUSY, 1)))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
    }
}
