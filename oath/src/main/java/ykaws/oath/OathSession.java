package ykaws.oath;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ykaws.oath.OathException.Kind;

/**
 * The OATH application of a key, selected. Source: YKOATH (https://developers.yubico.com/OATH/YKOATH_Protocol.html).
 *
 * <p>One method per instruction. A password that was given holds until the application is selected anew, by anybody. The
 * connection stays its opener's: this class never closes it. Its errors pass through unchanged; all others are
 * {@link OathException}. Not for several threads.
 */
public final class OathSession {
    private static final int MAX_CHALLENGE_BYTES = 64;

    private final Applet applet;
    private final AccessCode accessCode;
    private Selection selection;
    private boolean passwordSet;
    private boolean locked;

    private OathSession(Applet applet) throws IOException {
        this.applet = applet;
        accessCode = new AccessCode(applet);
        select();
    }

    /** Selects the application: one command. Throws NOT_AVAILABLE, BAD_RESPONSE. */
    public static OathSession open(SmartCardConnection connection) throws IOException {
        return new OathSession(new Applet(connection, null));
    }

    /** The same over a channel; throws also UNSUPPORTED_BY_FIRMWARE below 5.6.3, and what the channel throws. */
    public static OathSession open(SmartCardConnection connection, SecureChannel channel) throws IOException {
        return new OathSession(new Applet(connection, channel));
    }

    /** For tests of literal bytes: where the challenges come from. */
    void challengesFrom(Random source) {
        accessCode.challengesFrom(source);
    }

    private void select() throws IOException {
        selection = applet.select();
        passwordSet = selection.challenge() != null;
        locked = passwordSet;
    }

    /** The firmware; on a NEO the version of its OATH application, below 3. */
    public Version version() {
        return selection.version();
    }

    /** As ykman spells it: base64 without padding over the salted hash. RESET changes it. */
    public String deviceId() {
        return selection.deviceId();
    }

    /** Whether {@link #unlock} has to come first. */
    public boolean locked() {
        return locked;
    }

    /** Whether the application has a password, given or not. */
    public boolean passwordSet() {
        return passwordSet;
    }

    /** How many accounts there is room for: 64 from firmware 5.7, 32 before; on a NEO 28 or more, by their names. */
    public int slots() {
        return Requirement.slots(version());
    }

    /** The access key that a password means on this key, until RESET. The password stays the caller's to wipe. */
    public Secret deriveAccessKey(char[] password) {
        return AccessCode.derive(password, selection.salt());
    }

    /**
     * VALIDATE: proves the password and lets the key prove that it knows it too.
     *
     * @return false if it is the wrong one; it can be tried again
     * @throws OathException NO_PASSWORD_SET; IMPOSTOR if the key's own proof is wrong
     */
    public boolean unlock(Secret accessKey) throws IOException {
        if (passwordSet && selection.challenge() == null) {
            // The password was set in this session: the challenge comes with the next SELECT.
            select();
        }
        byte[] challenge = selection.challenge();
        if (!passwordSet || challenge == null) {
            throw OathException.of(Kind.NO_PASSWORD_SET, "", "the key's OATH application has no password");
        }
        boolean right = accessCode.validate(accessKey, challenge);
        locked = locked && !right;
        return right;
    }

    /**
     * SET CODE. The session stays unlocked.
     *
     * @param accessKey 16 bytes, from {@link #deriveAccessKey}
     * @throws OathException LOCKED; REFUSED
     */
    public void setPassword(Secret accessKey) throws IOException {
        requireUnlocked();
        accessCode.set(accessKey);
        passwordSet = true;
        if (Requirement.isNeo(version())) {
            // A NEO locks itself with its first password.
            select();
            if (!unlock(accessKey)) {
                throw OathException.of(Kind.REFUSED, "", "the key does not open with the password that it just took");
            }
        }
    }

    /** SET CODE without a key; throws LOCKED, or REFUSED as a FIPS key does. */
    public void removePassword() throws IOException {
        requireUnlocked();
        accessCode.remove();
        passwordSet = false;
    }

    /**
     * LIST: one command. It tells the algorithm but nothing of touches: see {@link #listWithTouch}.
     *
     * @throws OathException LOCKED, CORRUPT_RECORD
     */
    public List<Credential> list() throws IOException {
        requireUnlocked();
        return Answers.list(applet.send(Command.LIST, 0, new byte[0], ""));
    }

    /**
     * LIST and CALCULATE ALL: the algorithm and, but for HOTP, whether a touch is needed.
     *
     * @throws OathException LOCKED, CORRUPT_RECORD
     */
    public List<Credential> listWithTouch() throws IOException {
        return Accounts.join(list(), calculateRaw(Instant.EPOCH));
    }

    /**
     * CALCULATE ALL with the 30 s step of {@code at}, then CALCULATE for each account with another period, at the same
     * instant. Never waits for a touch and moves no counter.
     *
     * @throws OathException LOCKED, CORRUPT_RECORD
     */
    public List<CalculatedCredential> calculateAll(Instant at) throws IOException {
        List<CalculatedCredential> all = new ArrayList<>();
        for (Calculated calculated : calculateRaw(at)) {
            Truncated value = calculated.value();
            all.add(new CalculatedCredential(
                    calculated.credential(),
                    value == null ? null : codeOf(calculated.credential().id(), value, at)));
        }
        return all;
    }

    /** CALCULATE ALL alone: one command. */
    List<Calculated> calculateRaw(Instant at) throws IOException {
        requireUnlocked();
        byte[] challenge = Totp.challenge(Totp.step(at, CredentialId.DEFAULT_PERIOD));
        byte[] data = new CommandData().tlv(Tag.CHALLENGE, challenge).take();
        return Answers.calculateAll(applet.send(Command.CALCULATE_ALL, Command.P2_TRUNCATED, data, ""));
    }

    /** The code of an account in the answer to CALCULATE ALL, which was calculated for steps of 30 s. */
    Code codeOf(CredentialId id, Truncated value, Instant at) throws IOException {
        return id.period() == CredentialId.DEFAULT_PERIOD ? CodeText.code(id, value, at) : calculate(id, at);
    }

    /**
     * CALCULATE: one command, which waits for a touch where the account asks for one. HOTP: it moves the counter, and
     * after an I/O error it may have moved, so it is never repeated here.
     *
     * @throws OathException LOCKED, TOUCH_TIMEOUT, NO_SUCH_ACCOUNT, CORRUPT_RECORD; COUNTER_UNKNOWN
     */
    public Code calculate(CredentialId id, Instant at) throws IOException {
        boolean counter = id.type() == OathType.HOTP;
        byte[] challenge = Totp.challenge(counter ? 0 : Totp.step(at, id.period()));
        try {
            return CodeText.code(id, Answers.truncated(calculate(id, Command.P2_TRUNCATED, challenge)), at);
        } catch (OathException e) {
            throw e;
        } catch (IOException e) {
            throw counter ? LostAnswer.ofCounter(id.text(), e) : e;
        }
    }

    /**
     * CALCULATE for the whole HMAC of a challenge of 1 to 64 bytes.
     *
     * @return to be closed by the caller
     * @throws OathException as {@link #calculate}
     */
    public Secret calculateFull(CredentialId id, byte[] challenge) throws IOException {
        if (challenge.length == 0 || challenge.length > MAX_CHALLENGE_BYTES) {
            throw new IllegalArgumentException("challenge of " + challenge.length + " bytes");
        }
        byte[] answer = calculate(id, 0, challenge);
        try {
            return Secret.takeOver(Answers.full(answer));
        } finally {
            Arrays.fill(answer, (byte) 0);
        }
    }

    private byte[] calculate(CredentialId id, int p2, byte[] challenge) throws IOException {
        requireUnlocked();
        CommandData data =
                new CommandData().tlv(Tag.NAME, Accounts.existing(id)).tlv(Tag.CHALLENGE, challenge);
        return applet.send(Command.CALCULATE, p2, data.take(), id.text());
    }

    /**
     * PUT of a new account, after a LIST that makes sure that the id is free. The credential stays the caller's.
     *
     * @throws OathException ACCOUNT_EXISTS, NO_SPACE, LOCKED, UNSUPPORTED_BY_FIRMWARE (touch, SHA-512, or an id that on
     *     this firmware would overwrite another account)
     */
    public void put(NewCredential credential) throws IOException {
        String id = credential.id().text();
        requireUnlocked();
        Accounts.requireFirmware(version(), credential);
        List<Credential> present = list();
        Accounts.requireFree(present, id);
        new StoragePlan(version(), present).add(credential);
        applet.send(Command.PUT, 0, Accounts.putData(credential), id);
    }

    /**
     * PUT, over an account of the same id if there is one, whose secret is then gone.
     *
     * @throws OathException as {@link #put}, but for ACCOUNT_EXISTS
     */
    public void replace(NewCredential credential) throws IOException {
        String id = credential.id().text();
        requireUnlocked();
        Accounts.requireFirmware(version(), credential);
        if (Requirement.overwritesByPrefix(version()) || Requirement.isNeo(version())) {
            new StoragePlan(version(), list()).add(credential);
        }
        applet.send(Command.PUT, 0, Accounts.putData(credential), id);
    }

    /** DELETE: one command; throws NO_SUCH_ACCOUNT, LOCKED. */
    public void delete(CredentialId id) throws IOException {
        requireUnlocked();
        byte[] data = new CommandData().tlv(Tag.NAME, Accounts.existing(id)).take();
        applet.send(Command.DELETE, 0, data, id.text());
    }

    /**
     * RENAME, after a LIST that makes sure that the new id is free: what the key says of one that is taken is not
     * documented. Type and period stay as they are, since they belong to the secret.
     *
     * @throws OathException UNSUPPORTED_BY_FIRMWARE below 5.3.1, NO_SUCH_ACCOUNT, ACCOUNT_EXISTS, LOCKED, INVALID_NAME,
     *     INVALID_ARGUMENT
     */
    public void rename(CredentialId from, CredentialId to) throws IOException {
        requireUnlocked();
        requireRenamable(from, to);
        Accounts.requireFree(list(), to.text());
        byte[] data = new CommandData()
                .tlv(Tag.NAME, Accounts.existing(from))
                .tlv(Tag.NAME, to.toBytes())
                .take();
        applet.send(Command.RENAME, 0, data, from.text());
    }

    /** What {@link #rename} refuses without asking the key; for a caller who has a question to ask first. */
    public void requireRenamable(CredentialId from, CredentialId to) throws OathException {
        Accounts.requireRenamable(version(), from, to);
    }

    /**
     * RESET: deletes all accounts and the password, and asks for no password to do so. The device id changes. Whoever
     * calls this has asked the user before.
     */
    public void reset() throws IOException {
        applet.send(Command.RESET, Command.P2_RESET, new byte[0], "");
        select();
    }

    private void requireUnlocked() throws OathException {
        if (locked) {
            throw OathException.of(Kind.LOCKED, "", "the key's OATH application is locked by a password");
        }
    }
}
