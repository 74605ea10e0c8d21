package ykaws.sandbox.key;

import java.util.List;

/**
 * What is on a software key, read without connecting to it.
 *
 * @param accounts OATH ids in the key's order
 * @param passwordSet whether the OATH applet has an access code
 * @param touches touches that were asked for and given since the key was made or reset
 * @param apdus commands answered, as {@link ApduLog} counts them
 */
public record KeySummary(
        int serial, String firmware, List<String> accounts, boolean passwordSet, int touches, long apdus) {
    public KeySummary {
        accounts = List.copyOf(accounts);
    }
}
