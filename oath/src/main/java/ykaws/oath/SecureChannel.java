package ykaws.oath;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.io.IOException;

/** How the commands of a session are encrypted (SCP), for whoever asks for that. */
public interface SecureChannel {
    /** Called once per session, before {@link #secure}; may select another application. */
    void prepare(SmartCardConnection connection) throws IOException;

    /** Called after each SELECT of the application, since that ends the channel before. */
    void secure(SmartCardProtocol protocol) throws IOException;
}
