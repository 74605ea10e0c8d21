package ykaws.pcsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.FakeReader;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.ScriptedConnection;

class KeyFinderTest {
    private static final String A = "Yubico YubiKey CCID 00 00";
    private static final String B = "Yubico YubiKey CCID 01 00";

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();

    private KeyFinder finder(CardReader... readers) {
        return new KeyFinder(() -> List.of(readers), new KeyFinder.Options(folder, notices::add, trace::add, time -> {
            throw new AssertionError("nobody waits here");
        }));
    }

    /** A key that will be asked by Management once. */
    private static ScriptedConnection key(int serial) {
        return new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("5.7.1"))
                .then(
                        ManagementSessionTest.READ_0,
                        ManagementSessionTest.config(String.format("0204 %08X 0401 03", serial)));
    }

    private static void assertKind(ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    /** The lock of the reader is free again. */
    private void assertLetGo(String reader) throws IOException {
        KeyLocks locks = new KeyLocks(folder, notices::add);
        try (KeyLocks.Held held = locks.tryAcquire(reader).orElseThrow()) {
            assertThat(held).isNotNull();
        }
    }

    @Test
    void theOnlyKeyIsOpenedWithoutACommand() throws Exception {
        ScriptedConnection card = new ScriptedConnection();
        try (OpenKey key = finder(FakeReader.with(A, card)).open(KeySelector.ANY)) {
            assertThat(key.reader()).isEqualTo(A);
            assertThat(key.transport()).isEqualTo(Transport.USB);
            assertThat(new KeyLocks(folder, notices::add).tryAcquire(A)).isEmpty();
        }
        assertThat(card.commands()).isEmpty();
        assertThat(card.closes()).isEqualTo(1);
        assertThat(card.resetAtClose()).isFalse();
        assertLetGo(A);
    }

    @Test
    void whoUnlocksCanHaveTheKeyReset() throws Exception {
        ScriptedConnection card = new ScriptedConnection();
        try (OpenKey key = finder(FakeReader.with(A, card)).open(KeySelector.ANY)) {
            key.resetOnClose();
        }
        assertThat(card.resetAtClose()).isTrue();
    }

    @Test
    void managementIsReadOnce() throws Exception {
        ScriptedConnection card = key(7);
        try (OpenKey key = finder(FakeReader.with(A, card)).open(KeySelector.ANY)) {
            assertThat(key.info().serial()).hasValue(7);
            assertThat(key.info().formFactor()).isEqualTo(FormFactor.USB_C_KEYCHAIN);
        }
        assertThat(card.commands()).hasSize(2);
        assertThat(trace).hasSize(2).allMatch(line -> line.contains(" ms"));
    }

    @Test
    void aKeyBySerialCostsTwoCommands() throws Exception {
        ScriptedConnection card = key(7);
        try (OpenKey key = finder(FakeReader.with(A, card)).open(KeySelector.ofSerial(7))) {
            assertThat(key.info().serial()).hasValue(7);
        }
        assertThat(card.commands()).hasSize(2);
    }

    @Test
    void amongSeveralTheOneWithTheSerial() throws Exception {
        ScriptedConnection first = key(7);
        ScriptedConnection second = key(8);
        try (OpenKey key =
                finder(FakeReader.with(A, first), FakeReader.with(B, second)).open(KeySelector.ofSerial(8))) {
            assertThat(key.reader()).isEqualTo(B);
            assertThat(first.closes()).isEqualTo(1);
            assertLetGo(A);
        }
        assertThat(second.closes()).isEqualTo(1);
    }

    @Test
    void noKeyWithTheSerial() throws Exception {
        assertThatThrownBy(() -> finder(FakeReader.with(A, key(7)), FakeReader.with(B, key(8)))
                        .open(KeySelector.ofSerial(9)))
                .isInstanceOfSatisfying(PcscException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY);
                    assertThat(e.keys())
                            .extracting(k -> k.info().orElseThrow().serial().getAsInt())
                            .containsExactly(7, 8);
                })
                .hasMessage("no key with serial 9 is plugged in");
        assertLetGo(A);
        assertLetGo(B);
    }

    @Test
    void aKeyThatIsHeldMayBeTheOne() throws Exception {
        assertKind(
                () -> finder(FakeReader.failing(A, Kind.BUSY), FakeReader.with(B, key(8)))
                        .open(KeySelector.ofSerial(9)),
                Kind.BUSY);
        assertLetGo(A);
    }

    @Test
    void aCardThatIsNoYubiKeyIsPassedOver() throws Exception {
        FakeReader left = FakeReader.failing(A, Kind.NO_KEY);
        try (OpenKey key = finder(left, FakeReader.with(B, key(8))).open(KeySelector.ofSerial(8))) {
            assertThat(key.reader()).isEqualTo(B);
        }
    }

    @Test
    void severalKeysAndNoChoice() {
        FakeReader first = FakeReader.with(A, key(7));
        FakeReader second = FakeReader.failing(B, Kind.BUSY);
        assertThatThrownBy(() -> finder(first, second).open(KeySelector.ANY))
                .isInstanceOfSatisfying(PcscException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.SEVERAL_KEYS);
                    assertThat(e.keys()).extracting(KeyListing::reader).containsExactly(A, B);
                    assertThat(e.keys()).extracting(KeyListing::inUse).containsExactly(false, true);
                })
                .hasMessage("2 keys are plugged in");
    }

    @Test
    void noReaderAndNoKey() {
        assertKind(() -> finder().open(KeySelector.ANY), Kind.NO_READER);
        assertKind(() -> finder(new FakeReader("ACR", true)).open(KeySelector.ANY), Kind.NO_KEY);
        assertKind(() -> finder(new FakeReader("ACR", true)).open(KeySelector.ofReader("Gemalto")), Kind.NO_READER);
    }

    @Test
    void aFailedConnectLetsGoOfTheLock() throws Exception {
        for (Kind kind : new Kind[] {Kind.BUSY, Kind.NO_KEY, Kind.DENIED, Kind.NO_SERVICE, Kind.UNSUPPORTED}) {
            assertKind(() -> finder(FakeReader.failing(A, kind)).open(KeySelector.ANY), kind);
            assertLetGo(A);
        }
    }

    @Test
    void aReaderThatAnEndedYkawsLeftWaitingIsTriedForLonger() throws Exception {
        leaveBehind(A);
        FakeReader reader = FakeReader.failing(A, Kind.BUSY).then(Kind.BUSY).then(new ScriptedConnection());
        finder(reader).open(KeySelector.ANY).close();
        assertThat(reader.connects()).isEqualTo(3);
        assertThat(notices).containsExactly("the key still waits for a touch that was cancelled");

        // It is known to be over: the next is not tried again.
        assertKind(() -> finder(FakeReader.failing(A, Kind.BUSY)).open(KeySelector.ANY), Kind.BUSY);
    }

    @Test
    void butNotForEver() throws Exception {
        leaveBehind(A);
        FakeReader reader = FakeReader.failing(A, Kind.BUSY);
        for (int i = 0; i < 20; i++) {
            reader.then(Kind.BUSY);
        }
        assertKind(() -> finder(reader).open(KeySelector.ANY), Kind.BUSY);
        assertThat(reader.connects()).isEqualTo(10);
        assertKind(() -> finder(FakeReader.failing(A, Kind.BUSY)).open(KeySelector.ANY), Kind.BUSY);
    }

    private void leaveBehind(String reader) throws IOException {
        try (KeyLocks.Held held = new KeyLocks(folder, notices::add).acquire(reader)) {
            held.pending(true);
        }
    }

    @Test
    void listsWhatIsThere() throws Exception {
        ScriptedConnection none = new ScriptedConnection()
                .then(ManagementSessionTest.SELECT, ManagementSessionTest.selected("5.7.1"))
                .then(ManagementSessionTest.READ_0, "6F00");
        List<KeyListing> keys = finder(
                        new FakeReader("ACR", true),
                        FakeReader.with(A, key(7)),
                        FakeReader.failing(B, Kind.BUSY),
                        new FakeReader("YubiKey empty", false),
                        FakeReader.failing("YubiKey left", Kind.REMOVED),
                        FakeReader.with("YubiKey odd", none))
                .list(null);
        assertThat(keys).extracting(KeyListing::reader).containsExactly("YubiKey odd", A, B);
        assertThat(keys).extracting(KeyListing::inUse).containsExactly(false, false, true);
        assertThat(keys.get(1).info().orElseThrow().serial()).isEqualTo(OptionalInt.of(7));
        assertThat(keys.get(0).info()).isEmpty();
        assertThat(keys.get(2).info()).isEmpty();
        assertLetGo(A);
    }

    @Test
    void listsWhatASiblingHoldsWithoutWaiting() throws Exception {
        FakeReader reader = FakeReader.with(A, new ScriptedConnection());
        KeyFinder finder = finder(reader);
        try (OpenKey key = finder.open(KeySelector.ANY)) {
            assertThat(key.reader()).isEqualTo(A);
            assertThat(finder.list(null)).extracting(KeyListing::inUse).containsExactly(true);
        }
        assertThat(reader.connects()).isEqualTo(1);
        assertThat(notices).isEmpty();
    }

    @Test
    void listsTheReaderThatIsAskedFor() throws Exception {
        List<KeyListing> keys = finder(FakeReader.with("ACR 1", key(7)), new FakeReader(A, true))
                .list("acr");
        assertThat(keys).extracting(KeyListing::reader).containsExactly("ACR 1");
        assertThat(finder().list(null)).isEmpty();
    }

    @Test
    void anOddReaderDoesNotHideTheOthers() throws Exception {
        List<KeyListing> keys = finder(
                        FakeReader.failing("YubiKey 1", Kind.CARD_ERROR),
                        FakeReader.failing("YubiKey 2", Kind.DENIED),
                        FakeReader.with("YubiKey 3", key(7)),
                        FakeReader.failing("YubiKey 4", Kind.UNSUPPORTED))
                .list(null);
        assertThat(keys)
                .extracting(KeyListing::state)
                .containsExactly(
                        KeyListing.State.UNREADABLE,
                        KeyListing.State.UNREADABLE,
                        KeyListing.State.FREE,
                        KeyListing.State.UNREADABLE);
        assertThat(keys.get(2).info().orElseThrow().serial()).hasValue(7);
    }

    @Test
    void aListingThatIsDeniedSaysSo() {
        assertKind(() -> finder(FakeReader.failing(A, Kind.DENIED)).list(null), Kind.DENIED);
    }

    @Test
    void noFolderNoFile() throws Exception {
        KeyFinder finder = new KeyFinder(
                () -> List.of(FakeReader.with(A, new ScriptedConnection())),
                new KeyFinder.Options(null, notices::add, null, Pause.SYSTEM));
        try (OpenKey key = finder.open(KeySelector.ANY)) {
            assertThatThrownBy(() -> key.connection().sendAndReceive(Hex.bytes("00A1000000")))
                    .isInstanceOf(AssertionError.class);
        }
        assertThat(folder).isEmptyDirectory();
    }
}
