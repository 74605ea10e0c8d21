package ykaws.aws;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call that AWS refused, or that did not reach it. */
public final class AwsException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a caller can act on it. */
    public enum Kind {
        /** AccessDenied and its kin. */
        DENIED,
        /** The code is wrong, or was already used. */
        INVALID_MFA_CODE,
        /** AWS doesn't know this device, or it is not the caller's. */
        UNKNOWN_MFA_DEVICE,
        /** A quota of IAM. */
        LIMIT,
        EXISTS,
        NO_SUCH_ENTITY,
        /** IAM is still busy with a former change of the same thing. */
        TEMPORARILY_UNMODIFIABLE,
        /** The device is still assigned. */
        DELETE_CONFLICT,
        /** InvalidClientTokenId, SignatureDoesNotMatch, ExpiredToken and their kin. */
        BAD_CREDENTIALS,
        THROTTLED,
        /** This computer's clock and AWS's are too far apart. */
        CLOCK_SKEW,
        /** Any other answer that is not a success. */
        REFUSED,
        /** No answer: network, DNS, TLS, time-out. */
        UNREACHABLE,
        /** The call could not be made: no region, an unreadable CA bundle. */
        LOCAL_CONFIG
    }

    /**
     * What AWS answered.
     *
     * @param errorCode such as {@code AccessDenied}, or null where there was no answer
     * @param httpStatus 0 where there was no answer
     * @param message AWS's own words; foreign text
     * @param serverDate the answer's Date header, for the clock skew, or null
     */
    public record Answer(
            @Nullable String errorCode,
            int httpStatus,
            String message,
            @Nullable Instant serverDate) {}

    private final Kind kind;
    private final String action;
    private final transient Answer answer;

    /**
     * A refusal, or a silence.
     *
     * @param action such as {@code sts:AssumeRole}
     * @param cause or null; its text is not shown
     */
    public AwsException(Kind kind, String action, Answer answer, @Nullable Throwable cause) {
        super(describe(kind, action, answer), cause);
        this.kind = kind;
        this.action = action;
        this.answer = answer;
    }

    private static String describe(Kind kind, String action, Answer answer) {
        String code = answer.errorCode() == null ? "" : answer.errorCode() + ": ";
        return switch (kind) {
            case UNREACHABLE -> "no answer to " + action + ": " + answer.message();
            case CLOCK_SKEW -> answer.message();
            case LOCAL_CONFIG -> "cannot call " + action + ": " + answer.message();
            default -> "AWS refused " + action + ": " + code + answer.message();
        };
    }

    public Kind kind() {
        return kind;
    }

    /** The call, as policies name it: {@code iam:EnableMFADevice}. */
    public String action() {
        return action;
    }

    /** AWS's error code, or null where there was no answer. */
    public @Nullable String errorCode() {
        return answer.errorCode();
    }

    /** 0 where there was no answer. */
    public int httpStatus() {
        return answer.httpStatus();
    }

    /** AWS's own words; foreign text. */
    public String awsMessage() {
        return answer.message();
    }

    /** When AWS answered, by its own clock, or null. */
    public @Nullable Instant serverDate() {
        return answer.serverDate();
    }
}
