package ykaws.oath;

import java.time.Instant;
import ykaws.oath.OathException.Kind;

/**
 * An account to be stored. It owns its key: closing it wipes the key. One that was read from elsewhere may be a draft
 * that no key would take: {@link #requireStorable} tells.
 *
 * <p>The key is the account's true secret; what PUT makes of it (hashed if longer than the hash's block, filled up with
 * zeros to 14 bytes) gives the same codes and never leaves the session.
 */
public final class NewCredential implements AutoCloseable {
    /** ykman's lower limit: a shorter one is a slip of the keyboard. */
    private static final int MIN_KEY_BYTES = 2;

    private static final int MIN_DIGITS = 6;
    private static final int MAX_DIGITS = 8;

    private final CredentialId id;
    private final Secret key;
    private final HashAlgorithm algorithm;
    private final int digits;
    private final int counter;
    private final boolean touch;

    private NewCredential(Builder builder) {
        this.id = builder.id;
        this.key = builder.key;
        this.algorithm = builder.algorithm;
        this.digits = builder.digits;
        this.counter = builder.counter;
        this.touch = builder.touch;
    }

    /** Starts with SHA-1, six digits, counter 0, no touch. Takes the key over; close what {@code build} returns. */
    public static Builder builder(CredentialId id, Secret key) {
        return new Builder(id, key);
    }

    public CredentialId id() {
        return id;
    }

    public OathType type() {
        return id.type();
    }

    /** Still owned by this credential. */
    public Secret key() {
        return key;
    }

    public HashAlgorithm algorithm() {
        return algorithm;
    }

    public int digits() {
        return digits;
    }

    /** The first HOTP counter, read as 32 bits without a sign; 0 for TOTP. */
    public int counter() {
        return counter;
    }

    public boolean touch() {
        return touch;
    }

    /**
     * Checks what every key asks for, whatever its firmware.
     *
     * @return this
     * @throws OathException INVALID_NAME, INVALID_SECRET or INVALID_ARGUMENT
     */
    public NewCredential requireStorable() throws OathException {
        id.requireStorable();
        if (key.length() < MIN_KEY_BYTES) {
            throw OathException.of(
                    Kind.INVALID_SECRET, id.text(), "the secret is shorter than " + MIN_KEY_BYTES + " bytes");
        }
        if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
            throw OathException.of(
                    Kind.INVALID_ARGUMENT,
                    id.text(),
                    "a code has " + MIN_DIGITS + " to " + MAX_DIGITS + " digits, not " + digits);
        }
        if (counter != 0 && id.type() == OathType.TOTP) {
            throw OathException.of(Kind.INVALID_ARGUMENT, id.text(), "only an HOTP account has a counter");
        }
        return this;
    }

    /** What a key with this account says at an instant. Only for TOTP: nobody but the key knows the counter of HOTP. */
    public Code codeAt(Instant at) {
        if (type() == OathType.HOTP) {
            throw new IllegalStateException("the code of an HOTP account at an instant");
        }
        byte[] hmac = key.expose(bytes -> Hmac.compute(algorithm, bytes, Totp.challenge(Totp.step(at, id.period()))));
        return CodeText.code(id, new Truncated(Totp.truncate(hmac), digits), at);
    }

    /** The same account under another id, or with another touch; with a copy of the key, to be closed by itself. */
    public Builder as(CredentialId other) {
        return builder(other, key.copy())
                .algorithm(algorithm)
                .digits(digits)
                .counter(counter)
                .touch(touch);
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "NewCredential[" + id + "]";
    }

    /** Collects the rest of an account. */
    public static final class Builder {
        private final CredentialId id;
        private final Secret key;
        private HashAlgorithm algorithm = HashAlgorithm.SHA1;
        private int digits = MIN_DIGITS;
        private int counter;
        private boolean touch;

        private Builder(CredentialId id, Secret key) {
            this.id = id;
            this.key = key;
        }

        public Builder algorithm(HashAlgorithm value) {
            algorithm = value;
            return this;
        }

        /** Six to eight. */
        public Builder digits(int value) {
            digits = value;
            return this;
        }

        /** The first counter of an HOTP account. */
        public Builder counter(int value) {
            counter = value;
            return this;
        }

        /** Whether each code asks for a touch. */
        public Builder touch(boolean value) {
            touch = value;
            return this;
        }

        /**
         * Checks all of it. On failure the key is still the caller's to close.
         *
         * @throws OathException as {@link NewCredential#requireStorable}
         */
        public NewCredential build() throws OathException {
            return draft().requireStorable();
        }

        /** Checks nothing: for what was read from elsewhere and is perhaps given another name first. */
        public NewCredential draft() {
            return new NewCredential(this);
        }
    }
}
