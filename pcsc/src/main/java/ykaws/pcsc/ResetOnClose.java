package ykaws.pcsc;

/** A connection that can reset the card at its close, which makes an unlocked application forget that. */
public interface ResetOnClose {
    /** From now on, closing resets the card. */
    void resetOnClose();
}
