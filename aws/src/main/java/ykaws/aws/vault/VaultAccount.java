package ykaws.aws.vault;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * Where on which YubiKey a slot's HMAC key is.
 *
 * <p>It has two names, of which one holds the present key and the other the former, so that renewing it never destroys
 * the only one that fits the file on disk.
 *
 * @param serial of the YubiKey
 * @param name random, hex
 * @param second which of the two names
 */
public record VaultAccount(int serial, String name, boolean second) {
    static final int NAME_LENGTH = 8;

    private static final String PREFIX = "_hidden:ykaws-vault-";

    /** The OATH account's id. */
    public String id() {
        return PREFIX + name + (second ? "-b" : "-a");
    }

    VaultAccount other() {
        return new VaultAccount(serial, name, !second);
    }

    /** Both ids. */
    public List<String> ids() {
        return List.of(id(), other().id());
    }

    /** Whether an account is, or was, one of any vault's. */
    public static boolean isVaultAccount(String id) {
        return id.startsWith(PREFIX);
    }

    static VaultAccount read(ByteBuffer in) {
        int serial = in.getInt();
        byte[] name = new byte[NAME_LENGTH];
        in.get(name);
        return new VaultAccount(serial, HexFormat.of().formatHex(name), in.get() != 0);
    }

    void write(ByteBuffer out) {
        out.putInt(serial).put(HexFormat.of().parseHex(name)).put((byte) (second ? 1 : 0));
    }
}
