package ykaws.pcsc;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.AppId;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.util.Tlvs;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Management application of a key, selected. Does not own the connection. */
public final class ManagementSession {
    private static final int INS_READ_CONFIG = 0x1D;

    /** In each page: a byte, not 0 if there is a page after it. */
    private static final int TAG_MORE_PAGES = 0x10;

    private static final int LAST_PAGE = 255;

    private final Application application;
    private final Version version;

    private ManagementSession(Application application, Version version) {
        this.application = application;
        this.version = version;
    }

    /**
     * What the key tells about itself: one SELECT and one READ CONFIG (firmware 4.1.0 and later), or what an older key
     * lets guess. Afterwards another application is selected than before.
     *
     * @throws PcscException UNSUPPORTED if the card is no YubiKey, CARD_ERROR for answers that make no sense
     * @throws IOException as the connection has it
     */
    public static DeviceInfo read(SmartCardConnection connection) throws IOException {
        return read(connection, null);
    }

    /** The same through an encrypted channel, if there is one; NO_CHANNEL where the key has none. */
    static DeviceInfo read(SmartCardConnection connection, @Nullable SecureMessaging channel) throws IOException {
        Optional<ManagementSession> session = open(connection, channel);
        if (session.isEmpty()) {
            return OlderKey.describe(connection, Optional.empty());
        }
        Version version = session.get().version();
        if (version.isAtLeast(4, 1, 0) || version.major == 0) {
            return session.get().readConfig();
        }
        return OlderKey.describeAfterManagement(connection, version);
    }

    /** Selects the application; empty if the card has none. */
    public static Optional<ManagementSession> open(SmartCardConnection connection) throws IOException {
        Application application = new Application(connection);
        Optional<byte[]> answer = application.select(AppId.MANAGEMENT);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        String text = new String(answer.get(), StandardCharsets.US_ASCII);
        try {
            // "Virtual mgr - FW version 5.4.3": only the numbers are the same on all keys.
            return Optional.of(new ManagementSession(application, Version.parse(text)));
        } catch (IllegalArgumentException e) {
            throw Application.badAnswer("SELECT of Management: no version", e);
        }
    }

    /**
     * Selects the application, behind an encrypted channel if there is one.
     *
     * @throws PcscException NO_CHANNEL, and what {@link SecureMessaging} throws
     */
    static Optional<ManagementSession> open(SmartCardConnection connection, @Nullable SecureMessaging channel)
            throws IOException {
        Optional<ManagementSession> plain = open(connection);
        if (channel == null || plain.isEmpty()) {
            return plain;
        }
        requireChannel(plain.get().version());
        channel.prepare(connection);
        Optional<ManagementSession> again = open(connection);
        if (again.isPresent()) {
            again.get().application.secure(channel);
        }
        return again;
    }

    private static void requireChannel(Version version) throws PcscException {
        // A version of 0 is that of firmware before its release.
        if (version.major != 0 && version.isLessThan(5, 6, 3)) {
            throw new PcscException(
                    PcscException.Kind.NO_CHANNEL,
                    null,
                    "the encrypted channel (SCP11b, --scp) needs firmware 5.6.3 or newer; this key has " + version);
        }
    }

    /** To send it other commands. */
    Application application() {
        return application;
    }

    /** The version that SELECT told; a pre-release firmware says 0.0.1. */
    public Version version() {
        return version;
    }

    /** READ CONFIG, all its pages. */
    public DeviceInfo readConfig() throws IOException {
        Map<Integer, byte[]> tags = new HashMap<>();
        int page = 0;
        boolean more = true;
        while (more) {
            if (page > LAST_PAGE) {
                throw Application.badAnswer("READ CONFIG: pages without end", null);
            }
            tags.putAll(readPage(page++));
            byte[] rest = tags.remove(TAG_MORE_PAGES);
            more = rest != null && rest.length == 1 && rest[0] != 0;
        }
        return new ConfigTags(tags, version).info();
    }

    private Map<Integer, byte[]> readPage(int page) throws IOException {
        byte[] answer = application.send("READ CONFIG", new Apdu(0, INS_READ_CONFIG, page, 0, null));
        if (answer.length == 0 || (answer[0] & 0xFF) != answer.length - 1) {
            throw Application.badAnswer(
                    "READ CONFIG: " + answer.length + " bytes where its length byte says another", null);
        }
        try {
            return Tlvs.decodeMap(Arrays.copyOfRange(answer, 1, answer.length));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw Application.badAnswer("READ CONFIG: not a list of tags", e);
        }
    }
}
