package ykaws.pcsc.smartcardio;

import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.yubikit.core.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.pcsc.kit.Hex;

/** What the ATR tells: USB or a contactless reader, and with it whether long commands may be sent. */
class AtrTest {
    private static final Provider.Transmission NONE = new Provider.Transmission() {
        @Override
        public byte[] transmit(byte[] command) {
            throw new AssertionError("nothing to be sent");
        }

        @Override
        public void disconnect(boolean reset) {}
    };

    @ParameterizedTest
    @CsvSource({
        "3BFD1300008131FE158073C021C057597562694B657940, USB",
        "3BF81300008131FE15597562696B657934D4,           USB",
        "3B8D80018073C021C057597562694B6579F9,           NFC",
        "3B8C8001597562696B65794E454F723358,             NFC",
        "3B,                                             NFC",
        "'',                                             NFC",
    })
    void transportAndLengths(String atr, Transport transport) {
        PcscConnection connection =
                new PcscConnection(new PcscConnection.Place("reader", null, null, time -> {}), NONE, Hex.bytes(atr));

        assertThat(connection.getTransport()).isEqualTo(transport);
        assertThat(connection.isExtendedLengthApduSupported()).isEqualTo(transport == Transport.USB);
        assertThat(connection.getAtr()).isEqualTo(Hex.bytes(atr));
    }
}
