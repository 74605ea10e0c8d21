package ykaws.pcsc.smartcardio;

import static org.assertj.core.api.Assertions.assertThat;

import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.PcscException.Kind;

/** What PC/SC says, and what we say. */
class ErrorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "8010001D, SCARD_E_NO_SERVICE, NO_SERVICE, NO_SERVICE",
        "8010001E, SCARD_E_SERVICE_STOPPED, NO_SERVICE, NO_SERVICE",
        "80100003, SCARD_E_INVALID_HANDLE, NO_SERVICE, NO_SERVICE",
        "80100013, SCARD_F_COMM_ERROR, NO_SERVICE, NO_SERVICE",
        "8010006A, SCARD_W_SECURITY_VIOLATION, DENIED, DENIED",
        "8010002E, SCARD_E_NO_READERS_AVAILABLE, NO_READER, NO_READER",
        "8010000C, SCARD_E_NO_SMARTCARD, NO_KEY, REMOVED",
        "8010000B, SCARD_E_SHARING_VIOLATION, BUSY, BUSY",
        "80100069, SCARD_W_REMOVED_CARD, REMOVED, REMOVED",
        "80100017, SCARD_E_READER_UNAVAILABLE, REMOVED, REMOVED",
        "80100009, SCARD_E_UNKNOWN_READER, REMOVED, REMOVED",
        "80100068, SCARD_W_RESET_CARD, RESET, RESET",
        "8010000F, SCARD_E_PROTO_MISMATCH, UNSUPPORTED, UNSUPPORTED",
        "80100016, SCARD_E_NOT_TRANSACTED, CARD_ERROR, CARD_ERROR",
        "8010002F, SCARD_E_COMM_DATA_LOST, CARD_ERROR, CARD_ERROR",
        "80100066, SCARD_W_UNRESPONSIVE_CARD, CARD_ERROR, CARD_ERROR",
        "80100001, SCARD_F_INTERNAL_ERROR, CARD_ERROR, CARD_ERROR"
    })
    void eachCodeFromEachProvider(String hex, String symbol, Kind connecting, Kind transmitting) {
        long unsigned = Long.parseLong(hex, 16);
        for (long code : new long[] {unsigned, (int) unsigned}) {
            JnaPCSCException jna = new JnaPCSCException(code, "message of the provider");
            assertThat(Failures.of(jna, "R").kind()).isEqualTo(connecting);
            assertThat(Failures.ofTransmit(jna, "R").kind()).isEqualTo(transmitting);
        }
        CardException jdk = new CardException("connect() failed", new Exception(symbol));
        assertThat(Failures.of(jdk, "R").kind()).isEqualTo(connecting);
        assertThat(Failures.ofTransmit(jdk, "R").kind()).isEqualTo(transmitting);
    }

    @Test
    void aServiceThatDoesNotRunIsReportedUnchecked() {
        PcscException e = Failures.of(new EstablishContextException(new JnaPCSCException(0x8010001DL, "x")), null);
        assertThat(e.kind()).isEqualTo(Kind.NO_SERVICE);
        assertThat(e).hasMessage("the PC/SC service does not run").hasCauseInstanceOf(EstablishContextException.class);
        assertThat(e.reader()).isNull();
    }

    @Test
    void noCardWhateverTheCode() {
        CardNotPresentException failure = new CardNotPresentException(new Exception("SCARD_W_REMOVED_CARD"));
        assertThat(Failures.of(failure, "R").kind()).isEqualTo(Kind.NO_KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unable to load library 'libpcsclite.so.1': no such file | NO_SERVICE",
                "Unable to load library 'WinSCard.dll' | NO_SERVICE",
                "/tmp/jna123.tmp: failed to map segment (noexec) | UNSUPPORTED"
            })
    void librariesThatCannotBeLoaded(String message, Kind kind) {
        assertThat(Failures.of(new UnsatisfiedLinkError(message), null).kind()).isEqualTo(kind);
    }

    @Test
    void otherLinkageErrors() {
        PcscException e = Failures.of(new NoSuchFieldError("SIZE\nat"), null);
        assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(e).hasMessage("PC/SC cannot be used with this Java on this platform: SIZE");
    }

    @Test
    void messagesAreOneLineInLowerCaseAndNameTheReader() {
        for (ErrorCode code : ErrorCode.values()) {
            PcscException e = Failures.of(new CardException("c", new Exception(code.name())), "R 00");
            assertThat(e.getMessage()).doesNotEndWith(".").doesNotContain("\n");
            assertThat(e.getMessage().charAt(0)).isLowerCase();
        }
    }
}
