package ykaws.sandbox.aws.policy;

/** What policies say about one request. An explicit Deny wins over any Allow; silence is a refusal. */
public enum Decision {
    DENIED,
    ALLOWED,
    SILENT;

    /** What two policies say together. */
    public Decision and(Decision other) {
        return compareTo(other) <= 0 ? this : other; // declared from strong to weak
    }
}
