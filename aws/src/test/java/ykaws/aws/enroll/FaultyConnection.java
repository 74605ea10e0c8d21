package ykaws.aws.enroll;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;

/** A cable that breaks at a chosen command. */
final class FaultyConnection implements SmartCardConnection {
    private static final int INS = 1;

    private final SmartCardConnection key;
    private int instruction = -1;
    private boolean afterEffect;
    private Runnable meanwhile = () -> {};
    private boolean pulledOut;

    FaultyConnection(SmartCardConnection key) {
        this.key = key;
    }

    /** The next such command gets no answer; nor does any other, since the key is gone. */
    void pullOutAt(int ins, boolean whenDone) {
        instruction = ins;
        afterEffect = whenDone;
        meanwhile = () -> pulledOut = true;
    }

    /** Runs while the next such command is under way. */
    void during(int ins, Runnable what) {
        instruction = ins;
        afterEffect = true;
        meanwhile = what;
    }

    void plugIn() {
        pulledOut = false;
    }

    @Override
    public byte[] sendAndReceive(byte[] apdu) throws IOException {
        requirePresent();
        boolean chosen = apdu[INS] == (byte) instruction;
        if (!chosen) {
            return key.sendAndReceive(apdu);
        }
        instruction = -1;
        if (!afterEffect) {
            meanwhile.run();
            requirePresent();
        }
        byte[] answer = key.sendAndReceive(apdu);
        if (afterEffect) {
            meanwhile.run();
            requirePresent();
        }
        return answer;
    }

    private void requirePresent() throws IOException {
        if (pulledOut) {
            throw new IOException("the key was pulled out");
        }
    }

    @Override
    public Transport getTransport() {
        return key.getTransport();
    }

    @Override
    public boolean isExtendedLengthApduSupported() {
        return key.isExtendedLengthApduSupported();
    }

    @Override
    public byte[] getAtr() {
        return key.getAtr();
    }

    @Override
    public void close() throws IOException {
        key.close();
    }
}
