package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.oath.CredentialId;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.OathSession;
import ykaws.oath.OathType;
import ykaws.oath.Secret;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Wire;

/** A cable that breaks before a command has its effect, or after it: what is said, and that nothing is sent twice. */
class LostAnswerTest {
    private static final byte[] RFC_4226 = "12345678901234567890".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final CredentialId PLAIN = CredentialId.of("ACME:bob");
    private static final CredentialId COUNTER = CredentialId.parse("ACME:hotp", OathType.HOTP);

    @TempDir
    Path temp;

    private SoftKey key;
    private FaultyConnection connection;
    private OathSession session;

    @BeforeEach
    void plugIn() throws IOException {
        SoftKeys.Settings settings = new SoftKeys.Settings(() -> true, Pause.SYSTEM, Wire.YUBIKEY);
        key = SoftKeys.in(new StateFolder(temp), settings).keys().get(0);
        connection = new FaultyConnection(key.connect());
        session = OathSession.open(connection);
        put(PLAIN);
        put(COUNTER);
    }

    @AfterEach
    void unplug() throws IOException {
        connection.close();
    }

    private void put(CredentialId id) throws IOException {
        try (NewCredential account =
                NewCredential.builder(id, Secret.copyOf(RFC_4226)).build()) {
            session.put(account);
        }
    }

    private long sent(String command) throws IOException {
        return key.apdus().stream()
                .filter(each -> each.command().equals(command))
                .count();
    }

    private OathException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(OathException.class, call);
    }

    private OathSession again() throws IOException {
        connection.plugIn();
        session = OathSession.open(connection);
        return session;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPutThatLostItsAnswerIsNotRepeated(boolean afterEffect) throws IOException {
        long before = sent("PUT");
        connection.pullOutAt(0x01, afterEffect);

        OathException e = failureOf(() -> put(CredentialId.of("new")));

        assertThat(e.kind()).isEqualTo(Kind.CHANGE_UNKNOWN);
        assertThat(e).hasMessageContaining("'new' was stored: it may be on the key or not");
        assertThat(e).hasCauseInstanceOf(IOException.class);
        assertThat(sent("PUT") - before).isEqualTo(afterEffect ? 1 : 0);
        assertThat(again().list()).hasSize(afterEffect ? 3 : 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCounterThatMayHaveMovedIsNotMovedAgain(boolean afterEffect) throws IOException {
        connection.pullOutAt(0xA2, afterEffect);

        OathException e = failureOf(() -> session.calculate(COUNTER, Instant.EPOCH));

        assertThat(e.kind()).isEqualTo(Kind.COUNTER_UNKNOWN);
        assertThat(e).hasMessageContaining("its counter may have moved on by one");
        assertThat(e.subject()).isEqualTo("ACME:hotp");
        // RFC 4226, appendix D: counters 0 and 1.
        assertThat(again().calculate(COUNTER, Instant.EPOCH).digits()).isEqualTo(afterEffect ? "287082" : "755224");
    }

    @Test
    void aTimeBasedCodeCostsNothingAndIsAPlainFailure() {
        connection.pullOutAt(0xA2, true);

        assertThat(catchThrowableOfType(IOException.class, () -> session.calculate(PLAIN, Instant.EPOCH)))
                .isNotInstanceOf(OathException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deletingAndRenamingSayBothPossibilities(boolean afterEffect) throws IOException {
        connection.pullOutAt(0x02, afterEffect);
        assertThat(failureOf(() -> session.delete(PLAIN))).hasMessageContaining("may be gone or not");
        assertThat(again().list()).hasSize(afterEffect ? 1 : 2);

        connection.pullOutAt(0x05, afterEffect);
        OathException e = failureOf(() -> session.rename(COUNTER, CredentialId.parse("ACME:renamed", OathType.HOTP)));
        assertThat(e).hasMessageContaining("may have either name");
        assertThat(again().list().stream().map(each -> each.id().text()))
                .contains(afterEffect ? "ACME:renamed" : "ACME:hotp");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passwordAndResetToo(boolean afterEffect) throws IOException {
        connection.pullOutAt(0x03, afterEffect);
        try (Secret accessKey = session.deriveAccessKey("secret".toCharArray())) {
            assertThat(failureOf(() -> session.setPassword(accessKey)).kind()).isEqualTo(Kind.CHANGE_UNKNOWN);
        }
        assertThat(again().locked()).isEqualTo(afterEffect);

        connection.pullOutAt(0x04, afterEffect);
        assertThat(failureOf(() -> session.reset())).hasMessageContaining("its accounts may be gone or not");
        assertThat(again().locked()).isFalse();
        assertThat(session.list()).hasSize(afterEffect ? 0 : 2);
    }
}
