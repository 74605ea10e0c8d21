package ykaws.shell.command;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import java.io.IOException;
import ykaws.oath.SecureChannel;
import ykaws.pcsc.scp.Scp11b;

/** SCP11b for a session of the OATH application: {@code --scp}. */
final class ScpChannel implements SecureChannel {
    private final Scp11b scp = new Scp11b();

    @Override
    public void prepare(SmartCardConnection connection) throws IOException {
        scp.prepare(connection);
    }

    @Override
    public void secure(SmartCardProtocol protocol) throws IOException {
        scp.secure(protocol);
    }
}
