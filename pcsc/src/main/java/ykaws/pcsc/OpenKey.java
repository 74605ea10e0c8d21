package ykaws.pcsc;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key that is ours until the close. */
public final class OpenKey implements Closeable {
    private final String reader;
    private final SmartCardConnection base;
    private final InterruptibleConnection connection;
    private @Nullable DeviceInfo info;
    private @Nullable SecureMessaging channel;

    /** {@code base} is the reader's own connection, below every decorator. */
    OpenKey(String reader, SmartCardConnection base, InterruptibleConnection connection) {
        this.reader = reader;
        this.base = base;
        this.connection = connection;
    }

    /** Owned by this object: what speaks a protocol over it must not close it. */
    public InterruptibleConnection connection() {
        return connection;
    }

    public String reader() {
        return reader;
    }

    public Transport transport() {
        return connection.getTransport();
    }

    /**
     * What the key tells about itself. Free of APDUs if the key was opened by its serial, and from the second call on;
     * else see {@link ManagementSession#read}: another application is selected afterwards.
     */
    public DeviceInfo info() throws IOException {
        if (info == null) {
            info = seenHere(ManagementSession.read(connection, channel));
        }
        return info;
    }

    /** The name of a YubiKey's own reader tells what keys before 5.0.0 don't. */
    private DeviceInfo seenHere(DeviceInfo told) {
        Optional<UsbInterfaces> interfaces = UsbInterfaces.ofReader(reader);
        return interfaces.isPresent() ? told.seenWith(interfaces.get()) : told;
    }

    /** From now on, what {@link #info} and {@link #configure} send goes through this channel. */
    public void encryptManagement(SecureMessaging secureMessaging) {
        channel = secureMessaging;
    }

    /**
     * Writes a change of the configuration; see {@link ConfigWriter}. What {@link #info} tells afterwards
     * is read anew.
     */
    public void configure(ConfigWriter.Write write) throws IOException {
        DeviceInfo before = info();
        info = null;
        write.run(new ConfigWriter(connection, before, channel));
    }

    /**
     * From now on, closing resets the key. For whoever unlocked an application: unlocking belongs to the key, not to
     * the connection, so that the next program would find it unlocked.
     */
    public void resetOnClose() {
        if (base instanceof ResetOnClose resettable) {
            resettable.resetOnClose();
        }
    }

    /** Does not wait for a command that is still on its way; the key is let go after it. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
