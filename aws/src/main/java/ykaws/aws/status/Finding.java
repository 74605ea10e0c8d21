package ykaws.aws.status;

import ykaws.oath.CredentialId;

/**
 * Something that does not fit.
 *
 * @param kind a stable word
 * @param subject what it is about: an ARN, a profile, an access key
 * @param fix the command that mends it
 * @param remedy what {@code --fix} does
 */
public record Finding(String kind, String subject, String message, String fix, Remedy remedy) {
    static Finding byHand(String kind, String subject, String message, String fix) {
        return new Finding(kind, subject, message, fix, new ByHand());
    }

    /** What can be done about it without the person's judgement, or with one question. */
    public sealed interface Remedy {}

    /** {@code mfa_serial} of a profile. */
    public record SetSerial(String profile, String serial) implements Remedy {}

    /**
     * A virtual device that nobody has enabled.
     *
     * @param ours whether an enrolment of this computer made it; else somebody may be about to enable it
     */
    public record DeleteDevice(String serial, boolean ours) implements Remedy {}

    /** An account whose device is gone. */
    public record DeleteAccount(PluggedKey key, CredentialId account) implements Remedy {}

    /** Not ours to decide. */
    public record ByHand() implements Remedy {}
}
