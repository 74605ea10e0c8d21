package ykaws.shell;

/** A command that takes a secret as an argument, if somebody insists. */
public interface MayHoldSecret {
    /** Whether this line holds one. */
    boolean holdsSecret();
}
