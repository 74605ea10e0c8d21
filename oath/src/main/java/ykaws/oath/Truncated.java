package ykaws.oath;

/**
 * A truncated HMAC with the number of digits that the account has, both from the key.
 *
 * @param value four bytes; some cards leave the top bit in
 */
record Truncated(int value, int digits) {
    @Override
    public String toString() {
        return "Truncated[" + digits + " digits]";
    }
}
