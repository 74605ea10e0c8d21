package ykaws.sandbox.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/** The least certificate that holds a public key (X.509, RFC 5280), signed by that key itself. Written in DER by hand. */
final class SelfSigned {
    private static final byte[] ECDSA_WITH_SHA256 = hex("300A06082A8648CE3D040302");
    private static final byte[] VERSION_3_SERIAL_1 = hex("A003020102" + "020101");
    private static final byte[] COMMON_NAME = hex("0603550403");
    private static final byte[] ALWAYS = time("20200101000000Z", "99991231235959Z");

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int UTF8_STRING = 0x0C;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int BIT_STRING = 0x03;

    private SelfSigned() {}

    static byte[] certificate(KeyPair keys, String name) throws GeneralSecurityException {
        byte[] common = der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, name.getBytes(UTF_8)));
        byte[] subject = der(SEQUENCE, der(SET, common));
        byte[] content = der(
                SEQUENCE,
                VERSION_3_SERIAL_1,
                ECDSA_WITH_SHA256,
                subject,
                ALWAYS,
                subject,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return der(SEQUENCE, content, ECDSA_WITH_SHA256, der(BIT_STRING, new byte[1], signature.sign()));
    }

    private static byte[] time(String from, String until) {
        return der(SEQUENCE, der(GENERALIZED_TIME, from.getBytes(UTF_8)), der(GENERALIZED_TIME, until.getBytes(UTF_8)));
    }

    /** Lengths are written as in YKOATH's objects, which have them from DER. */
    private static byte[] der(int tag, byte[]... parts) {
        return new TlvWriter().add(tag, join(parts)).toBytes();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String hex) {
        return Bytes.ofHex(hex).toArray();
    }
}
