package ykaws.oath;

/** Told when the key waits for a finger, so that somebody can say so. */
public interface TouchNotice {
    /** Right before a command that is known to need a touch; the key waits about 15 s for it. */
    void touchNeeded(Credential account);

    /** The key gave the code: whatever was shown can go. Not called if it refuses, or nobody touches. */
    void touched();

    /** For a caller who shows nothing. */
    TouchNotice NONE = new TouchNotice() {
        @Override
        public void touchNeeded(Credential account) {
            // Nobody to tell.
        }

        @Override
        public void touched() {
            // Nobody was told.
        }
    };
}
