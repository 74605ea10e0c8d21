package ykaws.oath;

import ykaws.oath.OathException.Kind;

/**
 * What a status word means depends on the command that it answers: 6984 is "no such account" here, "no password set"
 * there. Source: YKOATH, and what ykman takes the undocumented ones for.
 */
final class StatusWords {
    static final int MEMORY_FAILURE = 0x6581;
    static final int SECURITY_STATUS = 0x6982;
    static final int NO_SUCH_OBJECT = 0x6984;
    static final int CONDITIONS = 0x6985;
    static final int UNKNOWN_APPLET = 0x6999;
    static final int WRONG_DATA = 0x6A80;
    static final int FUNCTION_NOT_SUPPORTED = 0x6A81;
    static final int FILE_NOT_FOUND = 0x6A82;
    static final int NO_SPACE = 0x6A84;
    static final int WRONG_PARAMETERS = 0x6B00;
    static final int INVALID_INSTRUCTION = 0x6D00;
    static final int ABORTED = 0x6F00;

    private StatusWords() {}

    /**
     * Whether SELECT says that there is no such application. 6B00: with the OATH application current, a SELECT of an
     * unknown one lands in it and is read as CALCULATE ALL with odd parameters.
     */
    static boolean meansNotAvailable(int sw) {
        return sw == UNKNOWN_APPLET
                || sw == FUNCTION_NOT_SUPPORTED
                || sw == FILE_NOT_FOUND
                || sw == WRONG_PARAMETERS
                || sw == INVALID_INSTRUCTION;
    }

    /** The situation behind a status word other than 9000, for a session that is not locked as far as it knows. */
    static OathException explain(Command command, int sw, String subject) {
        Kind kind = kind(command, sw);
        return OathException.ofStatus(kind, subject, message(kind, command, sw, subject), sw);
    }

    private static Kind kind(Command command, int sw) {
        return switch (command) {
            case CALCULATE -> ofCalculate(sw);
            case DELETE -> sw == NO_SUCH_OBJECT ? Kind.NO_SUCH_ACCOUNT : ofAny(sw);
            case RENAME -> ofRename(sw);
            case PUT -> sw == NO_SPACE || sw == ABORTED ? Kind.NO_SPACE : ofAny(sw);
            case VALIDATE -> ofValidate(sw);
            case LIST, CALCULATE_ALL -> sw == MEMORY_FAILURE ? Kind.CORRUPT_RECORD : ofAny(sw);
            case SELECT -> meansNotAvailable(sw) ? Kind.NOT_AVAILABLE : Kind.REFUSED;
            case SET_CODE, RESET -> ofAny(sw);
        };
    }

    private static Kind ofAny(int sw) {
        return sw == SECURITY_STATUS ? Kind.LOCKED : Kind.REFUSED;
    }

    // 6982 is also the answer of a locked application, but a locked session does not send a CALCULATE. Some
    // implementations say 6985 when nobody touches.
    private static Kind ofCalculate(int sw) {
        return switch (sw) {
            case SECURITY_STATUS, CONDITIONS -> Kind.TOUCH_TIMEOUT;
            case NO_SUCH_OBJECT -> Kind.NO_SUCH_ACCOUNT;
            case MEMORY_FAILURE -> Kind.CORRUPT_RECORD;
            default -> Kind.REFUSED;
        };
    }

    private static Kind ofRename(int sw) {
        return switch (sw) {
            case NO_SUCH_OBJECT -> Kind.NO_SUCH_ACCOUNT;
            case INVALID_INSTRUCTION -> Kind.UNSUPPORTED_BY_FIRMWARE;
            default -> ofAny(sw);
        };
    }

    private static Kind ofValidate(int sw) {
        return switch (sw) {
            case WRONG_DATA -> Kind.WRONG_PASSWORD;
            case NO_SUCH_OBJECT -> Kind.NO_PASSWORD_SET;
            default -> Kind.REFUSED;
        };
    }

    private static String message(Kind kind, Command command, int sw, String subject) {
        return switch (kind) {
            case LOCKED -> "the key's OATH application is locked by a password";
            case WRONG_PASSWORD -> "wrong password for the key's OATH application";
            case NO_PASSWORD_SET -> "the key's OATH application has no password";
            case TOUCH_TIMEOUT -> "nobody touched the key in time for '" + subject + "'";
            case NO_SUCH_ACCOUNT -> "no account '" + subject + "' on the key";
            case NO_SPACE -> "no space left on the key for another account";
            case NOT_AVAILABLE -> "the key has no OATH application, or it is switched off";
            case UNSUPPORTED_BY_FIRMWARE -> "the key's firmware does not know " + command.text();
            case CORRUPT_RECORD ->
                subject.isEmpty()
                        ? "the key cannot read one of its accounts: it is damaged"
                        : "the key cannot read the account '" + subject + "': it is damaged";
            case REFUSED ->
                sw == CONDITIONS
                        ? "the key does not allow " + command.text() + " as things are (6985)"
                        : refused(command, sw);
            default -> refused(command, sw);
        };
    }

    private static String refused(Command command, int sw) {
        return "the key refused " + command.text() + " with status " + String.format("%04X", sw);
    }
}
