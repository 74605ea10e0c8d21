package ykaws.sandbox.aws;

/** A refusal as AWS words it: HTTP status, error code, message. An outcome of a call, not a failure of the sandbox. */
final class AwsRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    AwsRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    static AwsRefusal validation(String message) {
        return new AwsRefusal(400, "ValidationError", message);
    }

    static AwsRefusal denied(String message) {
        return new AwsRefusal(403, "AccessDenied", message);
    }

    static AwsRefusal noSuchEntity(String message) {
        return new AwsRefusal(404, "NoSuchEntity", message);
    }
}
