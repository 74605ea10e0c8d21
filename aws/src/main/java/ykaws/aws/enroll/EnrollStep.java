package ykaws.aws.enroll;

/** The steps of an enrolment, in order. */
public enum EnrollStep {
    /** Nothing is changed yet. */
    CHECK,
    /** CreateVirtualMFADevice. */
    CREATE,
    /** The seed goes to the key. */
    PUT,
    /** The key's code is compared with the seed's: a touch. */
    PROVE,
    /** EnableMFADevice. */
    ENABLE,
    /** {@code mfa_serial} goes into the profile. */
    PROFILE
}
