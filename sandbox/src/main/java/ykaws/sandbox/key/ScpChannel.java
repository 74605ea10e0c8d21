package ykaws.sandbox.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * Secure messaging of one session, the card's side: commands come encrypted and with a MAC, and so go the answers
 * (GlobalPlatform Card Specification 2.3, Amendment D: SCP03, whose messaging SCP11 uses).
 */
final class ScpChannel {
    private static final int SECURED = 0x04;
    private static final int MAC = 8;
    private static final int BLOCK = 16;
    private static final int LONGEST_SHORT = 255;
    private static final int ANSWER = 0x80;

    private final Keys keys;
    /** The MAC of the last command, which the next one and the answer carry on. */
    private byte[] chain;

    private int counter;

    /** What both sides derived. */
    record Keys(SecretKey encryption, SecretKey commandMac, SecretKey answerMac) {}

    ScpChannel(Keys keys, byte[] receipt) {
        this.keys = keys;
        this.chain = receipt;
    }

    static boolean secured(CommandApdu command) {
        return (command.header().claWithoutChaining() & SECURED) != 0;
    }

    /** The command in clear; its class still tells that it came secured. */
    CommandApdu unwrap(CommandApdu command) throws StatusException, IOException {
        byte[] data = command.data().toArray();
        if (data.length < MAC) {
            throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
        }
        int body = data.length - MAC;
        try {
            byte[] mac = AesCmac.of(keys.commandMac(), message(command, data, body));
            if (!MessageDigest.isEqual(Arrays.copyOf(mac, MAC), Arrays.copyOfRange(data, body, data.length))) {
                throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
            }
            chain = mac;
            counter++;
            byte[] plain = body == 0 ? new byte[0] : unpadded(crypt(Cipher.DECRYPT_MODE, 0, Arrays.copyOf(data, body)));
            return new CommandApdu(command.header(), Bytes.of(plain), command.extended());
        } catch (GeneralSecurityException e) {
            // With the right MAC, but not a number of blocks.
            throw new StatusException(Sw.WRONG_DATA);
        }
    }

    /** What the MAC of a command goes over: the chain, header and length as they were before the pieces, the data. */
    private byte[] message(CommandApdu command, byte[] data, int body) {
        boolean longForm = command.extended() || data.length > LONGEST_SHORT;
        ByteBuffer message = ByteBuffer.allocate(chain.length + 7 + body).put(chain);
        message.put((byte) command.header().claWithoutChaining())
                .put((byte) command.ins())
                .put((byte) command.p1())
                .put((byte) command.p2());
        if (longForm) {
            message.put((byte) 0).putShort((short) data.length);
        } else {
            message.put((byte) data.length);
        }
        message.put(data, 0, body);
        return Arrays.copyOf(message.array(), message.position());
    }

    /** An answer with its MAC, also an empty one: whoever could drop an answer could else forge a success. */
    byte[] wrap(byte[] answer) throws IOException {
        try {
            byte[] body = answer.length == 0 ? answer : crypt(Cipher.ENCRYPT_MODE, ANSWER, padded(answer));
            byte[] message = ByteBuffer.allocate(chain.length + body.length + 2)
                    .put(chain)
                    .put(body)
                    .putShort((short) Sw.OK)
                    .array();
            byte[] mac = AesCmac.of(keys.answerMac(), message);
            return ByteBuffer.allocate(body.length + MAC)
                    .put(body)
                    .put(mac, 0, MAC)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IOException("no AES from this JDK", e);
        }
    }

    private byte[] crypt(int mode, int direction, byte[] data) throws GeneralSecurityException {
        Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, keys.encryption());
        byte[] number = ByteBuffer.allocate(BLOCK)
                .put((byte) direction)
                .putInt(BLOCK - Integer.BYTES, counter)
                .array();
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, keys.encryption(), new IvParameterSpec(block.doFinal(number)));
        return cipher.doFinal(data);
    }

    private static byte[] padded(byte[] data) {
        byte[] padded = Arrays.copyOf(data, (data.length / BLOCK + 1) * BLOCK);
        padded[data.length] = (byte) 0x80;
        return padded;
    }

    private static byte[] unpadded(byte[] padded) throws StatusException {
        int end = padded.length - 1;
        while (end > 0 && padded[end] == 0) {
            end--;
        }
        if (padded[end] != (byte) 0x80) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        return Arrays.copyOf(padded, end);
    }
}
