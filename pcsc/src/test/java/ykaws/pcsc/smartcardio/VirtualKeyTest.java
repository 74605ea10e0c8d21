package ykaws.pcsc.smartcardio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.KeyFinder;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.kit.Await;
import ykaws.pcsc.kit.ChildJvm;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.VirtualCard;
import ykaws.pcsc.kit.VirtualReader;

/** Keys in the readers of a real PC/SC service, found and opened as the program does it. */
class VirtualKeyTest {
    private static final String YUBIKEY_0 = "Yubico YubiKey OTP+FIDO+CCID 00 00";
    private static final String YUBIKEY_1 = "Yubico YubiKey OTP+FIDO+CCID 00 01";
    private static final String CALCULATE = "00A2000100";
    private static final String SELECT_MANAGEMENT = "00A4040008A000000527471117";

    @TempDir
    Path folder;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final CountDownLatch touched = new CountDownLatch(1);
    private VirtualReader slots;
    private PcscReaders readers;

    @BeforeEach
    void reader() {
        slots = VirtualReader.plain();
        readers = new PcscReaders(Pause.SYSTEM);
    }

    @AfterEach
    void release() throws Exception {
        touched.countDown();
        if (readers != null) {
            readers.close();
        }
    }

    private KeyFinder finder() {
        return finder(readers, folder, notices);
    }

    private static KeyFinder finder(PcscReaders readers, Path folder, List<String> notices) {
        return new KeyFinder(readers, new KeyFinder.Options(folder, notices::add, null, Pause.SYSTEM));
    }

    /** Tells Management that serial; a CALCULATE waits for the touch. */
    private byte[] key(int serial, byte[] command) throws InterruptedException {
        String text = Hex.text(command);
        if (text.equals(CALCULATE)) {
            touched.await();
            return Hex.bytes("7605069000");
        }
        if (text.equals(SELECT_MANAGEMENT)) {
            return Hex.bytes("352E372E31 9000");
        }
        if (text.equals("001D000000")) {
            return Hex.bytes(String.format("0C 0204%08X 0401 03 0A01 00 9000", serial));
        }
        return Hex.bytes("9000");
    }

    private VirtualCard insert(int slot, String reader, int serial) throws Exception {
        return slots.insert(slot, readers, reader, command -> key(serial, command));
    }

    private static void assertKind(ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PcscException.class,
                        e -> assertThat(e.kind()).as(e.toString()).isEqualTo(kind));
    }

    /** Another program: holds the card until its stdin ends, or waits for a touch and is interrupted. */
    static final class OtherProgram {
        private OtherProgram() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments.length == 0) {
                hold();
            } else {
                cancelTouch(Path.of(arguments[0]));
            }
        }

        private static void hold() throws IOException {
            try (PcscReaders readers = new PcscReaders(Pause.SYSTEM)) {
                for (CardReader reader : readers.list()) {
                    if (reader.name().equals(VirtualReader.SLOT_0)) {
                        try (SmartCardConnection connection = reader.connect()) {
                            System.out.println("held " + connection.getTransport());
                            System.in.readAllBytes();
                        }
                    }
                }
            }
        }

        private static void cancelTouch(Path folder) throws IOException {
            PcscReaders readers = new PcscReaders(Pause.SYSTEM);
            try (OpenKey key = finder(readers, folder, new CopyOnWriteArrayList<>())
                    .open(KeySelector.ofReader(VirtualReader.SLOT_0))) {
                Thread caller = Thread.currentThread();
                Thread interrupter = new Thread(() -> {
                    try {
                        System.in.readAllBytes();
                    } catch (IOException e) {
                        System.out.println(e);
                    }
                    caller.interrupt();
                });
                interrupter.start();
                System.out.println("waits for the touch");
                key.connection().sendAndReceive(Hex.bytes(CALCULATE));
            } catch (PcscException e) {
                System.out.println("ended by " + e.kind());
            }
        }
    }

    @Test
    void anotherProgramHoldsTheKey() throws Exception {
        try (VirtualCard card = insert(0, VirtualReader.SLOT_0, 7);
                ChildJvm other = ChildJvm.start(OtherProgram.class, Map.of())) {
            other.awaitLine("held");
            assertKind(() -> finder().open(KeySelector.ofReader(VirtualReader.SLOT_0)), Kind.BUSY);
            List<KeyListing> keys = finder().list(VirtualReader.SLOT_0);
            assertThat(keys).extracting(KeyListing::inUse).containsExactly(true);
            other.proceed();
            finder().open(KeySelector.ofReader(VirtualReader.SLOT_0)).close();
            assertThat(card.commands()).isEmpty();
        }
    }

    @Test
    void anotherYkawsWasCancelledDuringATouch() throws Exception {
        try (VirtualCard card = insert(0, VirtualReader.SLOT_0, 7);
                ChildJvm other = ChildJvm.start(OtherProgram.class, Map.of(), folder.toString())) {
            other.awaitLine("waits for the touch");
            Await.until("the card has the command", () -> card.commands().contains(CALCULATE));
            other.proceed();
            other.awaitLine("ended by INTERRUPTED");
            assertThat(other.exitCode()).isZero();

            FutureTask<OpenKey> next =
                    new FutureTask<>(() -> finder().open(KeySelector.ofReader(VirtualReader.SLOT_0)));
            new Thread(next).start();
            Await.until("a notice", () -> !notices.isEmpty());
            assertThat(notices).containsExactly("the key still waits for a touch that was cancelled");
            assertThat(next.isDone()).isFalse();
            touched.countDown();
            next.get().close();
        }
    }

    @Test
    void theOnlyKeyWithoutACommandAndBySerialWithTwo() throws Exception {
        try (VirtualCard card = insert(0, VirtualReader.SLOT_0, 7)) {
            finder().open(KeySelector.ofReader("pcd 00 00")).close();
            assertThat(card.commands()).isEmpty();
            KeySelector bySerial = new KeySelector(OptionalInt.of(7), "pcd 00 00");
            try (OpenKey key = finder().open(bySerial)) {
                assertThat(key.info().version()).hasToString("5.7.1");
                assertThat(key.reader()).isEqualTo(VirtualReader.SLOT_0);
            }
            assertThat(card.commands()).containsExactly(SELECT_MANAGEMENT, "001D000000");
        }
    }

    @Test
    void severalKeys() throws Exception {
        VirtualReader yubiKeys = VirtualReader.yubiKey();
        try (VirtualCard one = yubiKeys.insert(0, readers, YUBIKEY_0, command -> key(7, command));
                VirtualCard two = yubiKeys.insert(1, readers, YUBIKEY_1, command -> key(8, command))) {
            assertThatThrownBy(() -> finder().open(KeySelector.ANY)).isInstanceOfSatisfying(PcscException.class, e -> {
                assertThat(e.kind()).isEqualTo(Kind.SEVERAL_KEYS);
                assertThat(e.keys())
                        .extracting(k -> k.info().orElseThrow().serial().getAsInt())
                        .containsExactly(7, 8);
            });
            try (OpenKey key = finder().open(KeySelector.ofSerial(8))) {
                assertThat(key.reader()).isEqualTo(YUBIKEY_1);
            }
            assertKind(() -> finder().open(KeySelector.ofSerial(9)), Kind.NO_SUCH_KEY);
            assertThat(one.commands()).isNotEmpty();
            assertThat(two.commands()).isNotEmpty();
        }
    }

    @Test
    void anInterruptedTouchAndTheNextCommand() throws Exception {
        try (VirtualCard card = insert(0, VirtualReader.SLOT_0, 7);
                OpenKey key = finder().open(KeySelector.ofReader(VirtualReader.SLOT_0))) {
            Thread caller = Thread.currentThread();
            Thread finger = new Thread(() -> {
                try {
                    Await.until(
                            "the card has the command", () -> card.commands().contains(CALCULATE));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                caller.interrupt();
            });
            finger.start();
            assertKind(() -> key.connection().sendAndReceive(Hex.bytes(CALCULATE)), Kind.INTERRUPTED);
            finger.join();
            assertThat(readers.list()).as("another context still works").isNotEmpty();
            touched.countDown();
            assertThat(key.connection().sendAndReceive(Hex.bytes("00A1000000"))).isEqualTo(Hex.bytes("9000"));
        }
    }

    @Test
    void noKeyAndNoReader() throws Exception {
        slots.awaitEmpty(readers, VirtualReader.SLOT_0);
        assertKind(() -> finder().open(KeySelector.ofReader(VirtualReader.SLOT_0)), Kind.NO_KEY);
        assertThat(finder().list(VirtualReader.SLOT_0)).isEmpty();
        assertThatThrownBy(() -> finder().open(KeySelector.ofReader("Gemalto")))
                .isInstanceOfSatisfying(PcscException.class, e -> {
                    assertThat(e.kind()).isEqualTo(Kind.NO_READER);
                    assertThat(e.readers()).contains(VirtualReader.SLOT_0);
                });
    }

    @Test
    void aYubiKeyIsFoundByTheNameOfItsReader() throws Exception {
        VirtualReader yubiKey = VirtualReader.yubiKey();
        try (VirtualCard card = yubiKey.insert(0, readers, YUBIKEY_0, command -> key(9, command));
                OpenKey key = finder().open(KeySelector.ANY)) {
            assertThat(key.reader()).isEqualTo(YUBIKEY_0);
            assertThat(card.commands()).isEmpty();
            assertThat(key.info().serial()).hasValue(9);
        }
    }

    @Test
    void aYubiKeyThatComesBackFromHidIsWaitedFor() throws Exception {
        VirtualReader yubiKey = VirtualReader.yubiKey();
        yubiKey.awaitEmpty(readers, YUBIKEY_0);
        FutureTask<OpenKey> opened = new FutureTask<>(() -> finder().open(KeySelector.ANY));
        new Thread(opened).start();
        Thread.sleep(500);
        assertThat(opened.isDone()).isFalse();
        try (VirtualCard card = VirtualCard.insert(yubiKey.host(), yubiKey.port(), command -> key(9, command))) {
            opened.get().close();
            assertThat(card.commands()).isEmpty();
        }
    }
}
