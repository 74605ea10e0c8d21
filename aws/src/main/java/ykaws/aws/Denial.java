package ykaws.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ykaws.oath.MfaArn;

/**
 * What AWS says of a call that it denies: which right is missing, on what, and what would give it.
 *
 * <p>Source of the wording: IAM User Guide, "Troubleshoot access denied error messages".
 *
 * @param action as policies name it
 * @param resource its ARN, {@code *} for an action that knows no resource, or null if AWS does not say it
 * @param reason why
 * @param deviceOfUser the user whose old policy probably allows a device of his own name only, or null
 */
public record Denial(
        String action,
        @Nullable String resource,
        Reason reason,
        @Nullable String deviceOfUser) {
    private static final Pattern WORDS =
            Pattern.compile("(?s)(?:User: (\\S+) )?is not authorized to perform: (\\S+)(?: on resource: (.*))?");
    private static final Pattern CALLER = Pattern.compile(
            "arn:(aws[a-z-]*):(?:iam|sts)::([0-9]{12}):(user|assumed-role)/(?:[\\w+=,.@/-]*/)?([\\w+=,.@-]+)");
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9*]*:[\\w+=,.@/:*-]+");
    private static final Pattern USER = Pattern.compile("user ([\\w+=,.@-]+)");

    /** Why a call is denied. */
    public enum Reason {
        /** No policy allows it. */
        NOT_ALLOWED,
        /** A policy denies it, as those do that ask for MFA. */
        DENIED_EXPLICITLY,
        /** A role whose trust policy does not let the caller in; many ask for MFA. */
        NOT_TRUSTED,
        /** AWS does not say. */
        UNKNOWN
    }

    /** Reads a refusal; empty if it is of another kind. */
    public static Optional<Denial> of(AwsException e) {
        if (e.kind() != AwsException.Kind.DENIED) {
            return Optional.empty();
        }
        String message = e.awsMessage();
        Matcher words = WORDS.matcher(message);
        if (!words.find()) {
            return Optional.of(new Denial(e.action(), null, Reason.UNKNOWN, null));
        }
        Matcher caller = CALLER.matcher(words.group(1) == null ? "" : words.group(1));
        @Nullable Matcher known = caller.matches() ? caller : null;
        String resource = resource(words.group(3), known);
        return Optional.of(
                new Denial(e.action(), resource, reason(e.action(), message), deviceOfUser(resource, known)));
    }

    private static Reason reason(String action, String message) {
        if (message.contains("explicit deny")) {
            return Reason.DENIED_EXPLICITLY;
        }
        return action.equals("sts:AssumeRole") ? Reason.NOT_TRUSTED : Reason.NOT_ALLOWED;
    }

    /** IAM names users without their ARN. */
    private static @Nullable String resource(@Nullable String text, @Nullable Matcher caller) {
        if (text == null) {
            return null;
        }
        Matcher user = USER.matcher(text);
        if (user.lookingAt() && caller != null) {
            boolean self = caller.group(3).equals("user") && caller.group(4).equals(user.group(1));
            return "arn:" + caller.group(1) + ":iam::" + caller.group(2) + ":user/"
                    + (self ? "${aws:username}" : user.group(1));
        }
        Matcher arn = ARN.matcher(text);
        if (!arn.lookingAt()) {
            return text.startsWith("*") ? "*" : null;
        }
        return arn.group().endsWith(":mfa/") ? "*" : arn.group();
    }

    /** A device that is not called like its user: policies of former years allow {@code mfa/${aws:username}} only. */
    private static @Nullable String deviceOfUser(@Nullable String resource, @Nullable Matcher caller) {
        Optional<MfaArn> device = resource == null ? Optional.empty() : MfaArn.parse(resource);
        if (device.isEmpty() || caller == null || !caller.group(3).equals("user")) {
            return null;
        }
        String user = caller.group(4);
        return device.get().name().equals(user) ? null : user;
    }

    /** The smallest statement of a policy that allows it, as JSON. Devices get any name, so that one policy serves all. */
    public String statement() {
        String on = resource == null ? "*" : resource;
        Optional<MfaArn> device = MfaArn.parse(on);
        if (device.isPresent()) {
            on = "arn:" + device.get().partition() + ":iam::" + device.get().account() + ":mfa/*";
        }
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + on + "\"}";
    }
}
