package ykaws.sandbox.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The commands that change or list accounts: PUT, DELETE, RENAME, LIST. */
final class OathAccounts {
    private static final int IMF_LENGTH = 4;
    private static final int MOST_DIGITS = 10;
    /** What a NEO has for a CALCULATE ALL: the sum of (name + 9) bytes. */
    private static final int NEO_BUFFER = 2048;

    private static final int NEO_OVERHEAD = 9;

    private final KeyMemory memory;

    OathAccounts(KeyMemory memory) {
        this.memory = memory;
    }

    private List<OathAccount> all() {
        return memory.oath().accounts();
    }

    /** The place of the account with exactly this id. */
    int find(Bytes name) throws StatusException {
        int index = indexOf(name);
        if (index < 0) {
            throw new StatusException(Sw.NO_SUCH_OBJECT);
        }
        return index;
    }

    private int indexOf(Bytes name) {
        List<OathAccount> accounts = all();
        for (int i = 0; i < accounts.size(); i++) {
            if (accounts.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void put(Bytes data) throws StatusException, IOException {
        OathAccount account = parse(new TlvReader(data));
        int index = overwritten(account.name());
        requireSpace(account, index < 0);
        List<OathAccount> accounts = new ArrayList<>(all());
        if (index < 0) {
            accounts.add(account);
        } else {
            accounts.set(index, account);
        }
        memory.commit(memory.oath().with(accounts));
    }

    private OathAccount parse(TlvReader tlvs) throws StatusException {
        Bytes name = name(tlvs);
        Bytes key = tlvs.value(OathTag.KEY);
        if (key.length() < 3) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        int properties = tlvs.isNext(OathTag.PROPERTY) ? tlvs.byteAfter(OathTag.PROPERTY) : 0;
        long imf = tlvs.isNext(OathTag.IMF) ? imf(tlvs.value(OathTag.IMF)) : 0;
        tlvs.end();
        if (!memory.firmware().touch()) {
            properties &= ~OathAccount.TOUCH;
        }
        OathAccount account = new OathAccount(name, key.at(0), key.at(1), key.from(2), properties, imf, 0, Bytes.EMPTY);
        requireValid(account);
        return account;
    }

    private Bytes name(TlvReader tlvs) throws StatusException {
        Bytes name = tlvs.value(OathTag.NAME);
        if (name.length() == 0) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        if (name.length() > OathAccount.LONGEST_NAME) {
            // A NEO runs over the end of its array there.
            throw new StatusException(memory.firmware().neo() ? Sw.UNKNOWN_FAILURE : Sw.WRONG_DATA);
        }
        return name;
    }

    private static long imf(Bytes imf) throws StatusException {
        if (imf.length() != IMF_LENGTH) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        return Integer.toUnsignedLong(ByteBuffer.wrap(imf.toArray()).getInt());
    }

    private void requireValid(OathAccount account) throws StatusException {
        int kind = account.type() & 0xF0;
        HmacAlgorithm algorithm = HmacAlgorithm.ofType(account.type());
        boolean known = kind == OathAccount.HOTP || kind == OathAccount.TOTP;
        boolean supported =
                algorithm != HmacAlgorithm.SHA512 || memory.firmware().sha512();
        boolean digits = account.digits() >= 1 && account.digits() <= MOST_DIGITS;
        boolean properties = (account.properties() & ~(OathAccount.ONLY_INCREASING | OathAccount.TOUCH)) == 0;
        boolean key = account.key().length() <= algorithm.blockSize();
        if (!(known && supported && digits && properties && key)) {
            throw new StatusException(Sw.WRONG_DATA);
        }
    }

    /** The place of the account that a PUT of this id replaces, or -1. */
    private int overwritten(Bytes name) {
        if (!memory.firmware().prefixBug()) {
            return indexOf(name);
        }
        List<OathAccount> accounts = all();
        for (int i = 0; i < accounts.size(); i++) {
            if (accounts.get(i).name().startsWith(name)) {
                return i;
            }
        }
        return -1;
    }

    private void requireSpace(OathAccount account, boolean isNew) throws StatusException {
        boolean full;
        if (memory.firmware().neo()) {
            // It adds the new one also where that replaces an old one.
            int sum = account.name().length() + NEO_OVERHEAD;
            for (OathAccount old : all()) {
                sum += old.name().length() + NEO_OVERHEAD;
            }
            full = sum > NEO_BUFFER;
        } else {
            full = isNew && all().size() >= memory.firmware().oathSlots();
        }
        if (full) {
            throw new StatusException(Sw.NO_SPACE);
        }
    }

    void delete(Bytes data) throws StatusException, IOException {
        TlvReader tlvs = new TlvReader(data);
        Bytes name = tlvs.value(OathTag.NAME);
        tlvs.end();
        List<OathAccount> accounts = new ArrayList<>(all());
        accounts.remove(find(name));
        memory.commit(memory.oath().with(accounts));
    }

    void rename(Bytes data) throws StatusException, IOException {
        TlvReader tlvs = new TlvReader(data);
        Bytes from = tlvs.value(OathTag.NAME);
        Bytes to = name(tlvs);
        tlvs.end();
        int index = find(from);
        if (indexOf(to) >= 0) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        replace(index, all().get(index).renamed(to));
    }

    private void replace(int index, OathAccount account) throws IOException {
        List<OathAccount> accounts = new ArrayList<>(all());
        accounts.set(index, account);
        memory.commit(memory.oath().with(accounts));
    }

    byte[] list() {
        TlvWriter answer = new TlvWriter();
        for (OathAccount account : all()) {
            answer.add(
                    OathTag.NAME_LIST,
                    new byte[] {(byte) account.type()},
                    account.name().toArray());
        }
        return answer.toBytes();
    }
}
