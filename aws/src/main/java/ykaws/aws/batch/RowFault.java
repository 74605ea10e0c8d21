package ykaws.aws.batch;

/** One line of a file of users is wrong. The message says why: lower case, no full stop. */
final class RowFault extends Exception {
    private static final long serialVersionUID = 1L;

    RowFault(String message) {
        super(message, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
