package ykaws.sandbox.key;

/** A command ends with another status word than 9000. An answer of the card, not a failure: it has no stack trace. */
final class StatusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int sw;

    StatusException(int sw) {
        super(null, null, false, false);
        this.sw = sw;
    }

    int sw() {
        return sw;
    }

    @Override
    public String getMessage() {
        return Integer.toHexString(sw);
    }
}
