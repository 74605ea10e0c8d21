package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.FakeReader;

/** The wait for a key, with readers that come and go by script. */
class KeyWatchTest {
    private static final String A = "Yubico YubiKey OTP+FIDO+CCID 00 00";
    private static final CardReader KEY = new FakeReader(A, true);
    private static final CardReader OTHER = new FakeReader("Yubico YubiKey CCID 01 00", true);
    private static final CardReader EMPTY = new FakeReader(A, false);
    private static final CardReader ACR = new FakeReader("ACR122", true);

    private final List<Duration> sleeps = new ArrayList<>();

    /** Each look at the readers is the next of these; the last one stays. */
    private KeyWatch watch(Object... looks) {
        ArrayDeque<Object> script = new ArrayDeque<>(List.of(looks));
        CardReaders readers = () -> {
            Object look = script.size() > 1 ? script.poll() : script.peek();
            if (look instanceof Kind kind) {
                throw new PcscException(kind, null, "scripted " + kind);
            }
            return ((List<?>) look).stream().map(CardReader.class::cast).toList();
        };
        return new KeyWatch(readers, sleeps::add);
    }

    @Test
    void aKeyThatComes() throws Exception {
        KeyWatch watch = watch(List.of(), List.of(), List.of(ACR), List.of(ACR, EMPTY), List.of(ACR, KEY));
        watch.begin(null);
        assertThat(watch.await(null, Duration.ofSeconds(60))).isTrue();
        assertThat(sleeps).hasSize(3).containsOnly(KeyWatch.SLICE);
    }

    @Test
    void whatWasThereBeforeIsNotWaitedFor() throws Exception {
        KeyWatch watch = watch(List.of(KEY), List.of(KEY), List.of(KEY, OTHER));
        watch.begin(null);
        assertThat(watch.await(null, Duration.ofSeconds(60))).isTrue();
        assertThat(sleeps).hasSize(1);
    }

    @Test
    void theSameReaderAgainIsNew() throws Exception {
        KeyWatch watch = watch(List.of(KEY), List.of(), List.of(KEY));
        watch.begin(null);
        assertThat(watch.await(null, Duration.ofSeconds(60))).isTrue();
        assertThat(sleeps).hasSize(1);
    }

    @Test
    void aServiceThatStartsAnewMeanwhile() throws Exception {
        KeyWatch watch =
                watch(Kind.NO_SERVICE, List.of(), Kind.NO_SERVICE, Kind.NO_SERVICE, Kind.CARD_ERROR, List.of(KEY));
        watch.begin(null);
        assertThat(watch.await(null, Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void thePatienceEnds() throws Exception {
        KeyWatch watch = watch(List.of());
        watch.begin(null);
        assertThat(watch.await(null, Duration.ofSeconds(60))).isFalse();
        assertThat(sleeps).hasSize(240);
    }

    @Test
    void anyCardInTheReaderThatIsAskedFor() throws Exception {
        KeyWatch watch = watch(List.of(KEY), List.of(KEY, ACR));
        watch.begin("acr");
        assertThat(watch.await("acr", null)).isTrue();
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        KeyWatch watch = new KeyWatch(List::of, time -> {
            throw new InterruptedException();
        });
        watch.begin(null);
        assertThatThrownBy(() -> watch.await(null, null))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
    }

    @Test
    void noPermissionIsNotWaitedOut() throws Exception {
        KeyWatch watch = watch(Kind.DENIED);
        watch.begin(null);
        assertThatThrownBy(() -> watch.await(null, null))
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));
        assertThat(sleeps).hasSize(KeyWatch.BELIEVED_DENIALS - 2);
    }

    @Test
    void aRefusalOfAServiceThatEndsIsNotBelieved() throws Exception {
        KeyWatch watch = watch(List.of(), Kind.DENIED, Kind.DENIED, Kind.NO_SERVICE, Kind.DENIED, List.of(KEY));
        watch.begin(null);
        assertThat(watch.await(null, Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void aKeyThatCouldNotBeOpenedIsLookedAtAgain() throws Exception {
        KeyWatch watch = watch(List.of(), List.of(KEY));
        watch.begin(null);
        assertThat(watch.await(null, Duration.ofSeconds(60))).isTrue();
        assertThat(watch.await(null, KeyWatch.SLICE)).isFalse();
        watch.lookAgain();
        assertThat(watch.await(null, KeyWatch.SLICE)).isTrue();
    }
}
