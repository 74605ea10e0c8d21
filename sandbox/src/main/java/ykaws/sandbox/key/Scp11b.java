package ykaws.sandbox.key;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * INTERNAL AUTHENTICATE of SCP11b, the card's side: the card proves its key, the client stays anonymous, and both have
 * the keys of a channel (GlobalPlatform Card Specification 2.3, Amendment F).
 */
final class Scp11b {
    static final int INTERNAL_AUTHENTICATE = 0x88;

    /** MAC and encryption both ways, AES, 16 bytes. */
    private static final Bytes USE = Bytes.ofHex("3C8810");

    /** The control reference template for that, without the client's identity, and the tag of its point. */
    private static final Bytes REQUEST = Bytes.ofHex("A60D9002110095013C8001888101105F4941");

    private static final byte[] POINT_TAG = Bytes.ofHex("5F4941").toArray();
    private static final int RECEIPT_TAG = 0x86;
    private static final int COORDINATE = 32;
    private static final int POINT = 1 + 2 * COORDINATE;
    private static final int KEY = 16;
    private static final int KEYS = 5;

    private final ScpChannel channel;
    private final byte[] answer;

    private Scp11b(ScpChannel channel, byte[] answer) {
        this.channel = channel;
        this.answer = answer;
    }

    ScpChannel channel() {
        return channel;
    }

    byte[] answer() {
        return answer.clone();
    }

    static Scp11b with(CommandApdu command, ScpIdentity identity) throws StatusException, IOException {
        // P1 and P2 are the key's version and id.
        if (command.p1p2() != ((SecurityDomain.KEY & 0xFF) << 8 | SecurityDomain.KEY >> 8)) {
            throw new StatusException(Sw.REFERENCE_NOT_FOUND);
        }
        Bytes data = command.data();
        if (!data.startsWith(REQUEST) || data.length() != REQUEST.length() + POINT) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            PrivateKey own = identity.privateKey();
            generator.initialize(((java.security.interfaces.ECKey) own).getParams());
            KeyPair ephemeral = generator.generateKeyPair();
            PublicKey client = publicKey(data.from(REQUEST.length()).toArray(), (ECPublicKey) ephemeral.getPublic());
            SecretKey[] keys = derive(agree(ephemeral.getPrivate(), client), agree(own, client));
            byte[] point = join(POINT_TAG, encoded((ECPublicKey) ephemeral.getPublic()));
            byte[] receipt = AesCmac.of(keys[0], join(data.toArray(), point));
            return new Scp11b(
                    new ScpChannel(new ScpChannel.Keys(keys[1], keys[2], keys[3]), receipt),
                    join(point, new TlvWriter().add(RECEIPT_TAG, receipt).toBytes()));
        } catch (GeneralSecurityException e) {
            // A point that is not on the curve, since the algorithms are in every JDK.
            throw new StatusException(Sw.WRONG_DATA);
        }
    }

    private static byte[] agree(PrivateKey ours, PublicKey theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours);
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    /** The first is for the receipt. */
    private static SecretKey[] derive(byte[] ephemeral, byte[] fixed) throws GeneralSecurityException {
        ByteBuffer material = ByteBuffer.allocate((KEYS + 1) * KEY);
        for (int i = 1; material.hasRemaining(); i++) {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(ephemeral);
            hash.update(fixed);
            hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, i));
            hash.update(USE.toArray());
            material.put(hash.digest());
        }
        SecretKey[] keys = new SecretKey[KEYS];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = new SecretKeySpec(material.array(), i * KEY, KEY, "AES");
        }
        return keys;
    }

    private static PublicKey publicKey(byte[] point, ECPublicKey sameCurve) throws GeneralSecurityException {
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), sameCurve.getParams()));
    }

    private static byte[] encoded(ECPublicKey key) {
        ByteBuffer point = ByteBuffer.allocate(POINT).put((byte) 0x04);
        for (BigInteger each :
                new BigInteger[] {key.getW().getAffineX(), key.getW().getAffineY()}) {
            byte[] bytes = each.toByteArray();
            // Without a sign byte, and filled up from the left.
            int from = Math.max(0, bytes.length - COORDINATE);
            point.put(new byte[COORDINATE - (bytes.length - from)]).put(bytes, from, bytes.length - from);
        }
        return point.array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
