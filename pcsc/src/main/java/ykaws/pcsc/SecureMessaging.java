package ykaws.pcsc;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.io.IOException;

/** How the commands to Management are encrypted, for whoever asks for that. */
public interface SecureMessaging {
    /** Called before each {@link #secure}; may select another application. */
    void prepare(SmartCardConnection connection) throws IOException;

    /** Called after the SELECT of the application, since that ends the channel before. */
    void secure(SmartCardProtocol protocol) throws IOException;
}
