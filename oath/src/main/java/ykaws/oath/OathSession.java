package ykaws.oath;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The selected OATH application. */
@SuppressWarnings("DoNotCallSuggester")
public final class OathSession {
    private OathSession() {}

    public static OathSession open(SmartCardConnection connection) throws IOException {
        throw soon();
    }

    public Version version() {
        throw soon();
    }

    public String deviceId() {
        throw soon();
    }

    public boolean locked() {
        throw soon();
    }

    public boolean passwordSet() {
        throw soon();
    }

    public int slots() {
        throw soon();
    }

    public Secret deriveAccessKey(char[] password) {
        throw soon();
    }

    public boolean unlock(Secret accessKey) throws IOException {
        throw soon();
    }

    public void setPassword(Secret accessKey) throws IOException {
        throw soon();
    }

    public void removePassword() throws IOException {
        throw soon();
    }

    /** LIST alone: algorithm, but no touch flag. */
    public List<Credential> list() throws IOException {
        throw soon();
    }

    /** LIST joined with CALCULATE ALL: algorithm and touch. */
    public List<Credential> listWithTouch() throws IOException {
        throw soon();
    }

    public List<CalculatedCredential> calculateAll(Instant at) throws IOException {
        throw soon();
    }

    public Code calculate(CredentialId id, Instant at) throws IOException {
        throw soon();
    }

    public Secret calculateFull(CredentialId id, byte[] challenge) throws IOException {
        throw soon();
    }

    /** Refuses an id that is taken (ACCOUNT_EXISTS). */
    public void put(NewCredential credential) throws IOException {
        throw soon();
    }

    /** Like put, but overwrites an account of the same id. */
    public void replace(NewCredential credential) throws IOException {
        throw soon();
    }

    public void delete(CredentialId id) throws IOException {
        throw soon();
    }

    public void rename(CredentialId from, CredentialId to) throws IOException {
        throw soon();
    }

    public void reset() throws IOException {
        throw soon();
    }

    private static UnsupportedOperationException soon() {
        return new UnsupportedOperationException("soon");
    }
}
