package ykaws.pcsc.smartcardio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;
import ykaws.pcsc.ResetOnClose;
import ykaws.pcsc.kit.Hex;
import ykaws.pcsc.kit.VirtualCard;
import ykaws.pcsc.kit.VirtualReader;

/** Over a real PC/SC service. */
class VirtualReaderTest {
    private VirtualReader slots;
    private PcscReaders readers;

    @BeforeEach
    void reader() {
        slots = VirtualReader.plain();
        readers = new PcscReaders(Pause.SYSTEM);
    }

    @AfterEach
    void release() throws Exception {
        if (readers != null) {
            readers.close();
        }
    }

    private CardReader slot(PcscReaders from) throws Exception {
        return from.list().stream()
                .filter(r -> r.name().equals(VirtualReader.SLOT_0))
                .findFirst()
                .orElseThrow();
    }

    private VirtualCard insert(VirtualCard.Behaviour behaviour) throws Exception {
        return slots.insert(0, readers, VirtualReader.SLOT_0, behaviour);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 600, 2304, 2305, 5000, 40000})
    void longAnswersArriveWhole(int length) throws Exception {
        assertThat(listOf(length, readers)).isEqualTo(OathLikeCard.data(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 5000})
    void longAnswersArriveWholeThroughTheJdksProvider(int length) throws Exception {
        System.setProperty("sun.security.smartcardio.library", VirtualReader.DEBIANS_LIBRARY);
        try (PcscReaders jdk = new PcscReaders(new JdkProvider(), Pause.SYSTEM)) {
            assertThat(listOf(length, jdk)).isEqualTo(OathLikeCard.data(length));
        }
    }

    private byte[] listOf(int length, PcscReaders from) throws Exception {
        try (VirtualCard card = insert(new OathLikeCard());
                SmartCardConnection connection = slot(from).connect()) {
            SmartCardProtocol protocol = new SmartCardProtocol(connection, (byte) 0xA5);
            byte[] answer = protocol.sendAndReceive(new Apdu(0, 0xA1, length >> 8, length & 0xFF, null));
            assertThat(card.commands())
                    .hasSize(Math.max(1, (length + 255) / 256))
                    .noneMatch(c -> c.startsWith("00C0"));
            return answer;
        }
    }

    @Test
    void oneLongAnswerInOnePiece() throws Exception {
        byte[] whole = new byte[9000];
        whole[0] = 1;
        whole[8998] = (byte) 0x90;
        try (VirtualCard card = insert(command -> whole);
                SmartCardConnection connection = slot(readers).connect()) {
            assertThat(connection.sendAndReceive(Hex.bytes("00A1000000"))).isEqualTo(whole);
            assertThat(card.commands()).containsExactly("00A1000000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00A20001",
                "00A2000100",
                "10A2000102AABB",
                "00A2000102AABB",
                "00A2000102AABB00",
                "80A20001000002AABB0000"
            })
    void commandsArriveAsTheyWere(String command) throws Exception {
        try (VirtualCard card = insert(c -> Hex.bytes("6C05"));
                SmartCardConnection connection = slot(readers).connect()) {
            assertThat(connection.sendAndReceive(Hex.bytes(command))).isEqualTo(Hex.bytes("6C05"));
            assertThat(card.commands()).containsExactly(command);
        }
    }

    @Test
    void tellsTheTransportByTheAtr() throws Exception {
        try (VirtualCard card = insert(new OathLikeCard());
                SmartCardConnection connection = slot(readers).connect()) {
            assertThat(connection.getAtr()).isEqualTo(Hex.bytes(VirtualCard.ATR));
            assertThat(connection.getTransport()).isEqualTo(Transport.USB);
            assertThat(connection.isExtendedLengthApduSupported()).isTrue();
            assertThat(card.commands()).isEmpty();
        }
    }

    @Test
    void aKeyThatIsPulledOutDuringACommand() throws Exception {
        try (VirtualCard card = insert(command -> null);
                SmartCardConnection connection = slot(readers).connect()) {
            assertThatThrownBy(() -> connection.sendAndReceive(Hex.bytes("00A2000000")))
                    .isInstanceOfSatisfying(PcscException.class, e -> {
                        assertThat(e.kind()).as(e.toString()).isEqualTo(Kind.REMOVED);
                        assertThat(e.reader()).isEqualTo(VirtualReader.SLOT_0);
                    });
            assertThat(card.commands()).hasSize(1);
        }
    }

    @Test
    void aKeyThatIsPulledOutBetweenCommands() throws Exception {
        try (VirtualCard card = insert(new OathLikeCard());
                SmartCardConnection connection = slot(readers).connect()) {
            card.pull();
            assertThatThrownBy(() -> connection.sendAndReceive(Hex.bytes("00A2000000")))
                    .isInstanceOfSatisfying(
                            PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REMOVED));
        }
    }

    @Test
    void noCardInTheReader() throws Exception {
        slots.awaitEmpty(readers, VirtualReader.SLOT_0);
        assertThatThrownBy(() -> slot(readers).connect())
                .isInstanceOfSatisfying(
                        PcscException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_KEY))
                .hasMessage("no card is in reader \"Virtual PCD 00 00\"");
    }

    @Test
    void anotherContextWhileThisOneIsAtWork() throws Exception {
        try (VirtualCard card = insert(new OathLikeCard());
                SmartCardConnection connection = slot(readers).connect()) {
            List<String> names = readers.list().stream().map(CardReader::name).toList();
            assertThat(connection.getAtr()).isNotEmpty();
            assertThat(names).contains(VirtualReader.SLOT_0, VirtualReader.SLOT_1);
            assertThat(slot(readers).cardPresent()).isTrue();
            assertThat(card.commands()).isEmpty();
        }
    }

    @Test
    void closingLeavesTheCardAsItIs() throws Exception {
        try (VirtualCard card = insert(new OathLikeCard())) {
            slot(readers).connect().close();
            int before = card.powerCycles();
            slot(readers).connect().close();
            assertThat(card.powerCycles()).isEqualTo(before);
        }
    }

    @Test
    void closingResetsTheCardIfTold() throws Exception {
        try (VirtualCard card = insert(new OathLikeCard())) {
            slot(readers).connect().close();
            int before = card.powerCycles();
            SmartCardConnection connection = slot(readers).connect();
            ((ResetOnClose) connection).resetOnClose();
            connection.close();
            connection.close();
            assertThat(card.powerCycles()).isGreaterThan(before);
        }
    }

    @Test
    void aClosedConnectionSendsNothing() throws Exception {
        try (VirtualCard card = insert(new OathLikeCard())) {
            SmartCardConnection connection = slot(readers).connect();
            connection.close();
            assertThatThrownBy(() -> connection.sendAndReceive(Hex.bytes("00A1000100")))
                    .hasMessage("the connection to the key is closed");
            assertThat(card.commands()).isEmpty();
        }
    }
}
