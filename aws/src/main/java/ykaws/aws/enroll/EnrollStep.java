package ykaws.aws.enroll;

/** The steps of an enrolment, in order. */
public enum EnrollStep {
    /** Nothing is changed yet. */
    CHECK,
    /** What a former enrolment left is removed. */
    CLEAR,
    /** CreateVirtualMFADevice. */
    CREATE,
    /** The seed goes to the key. */
    PUT,
    /** The key's code is compared with the seed's: a touch. */
    PROVE,
    /** EnableMFADevice. */
    ENABLE,
    /** The new account takes the former one's name on the key. */
    RENAME,
    /** TagMFADevice. */
    TAG,
    /** {@code mfa_serial} goes into the profile. */
    PROFILE
}
