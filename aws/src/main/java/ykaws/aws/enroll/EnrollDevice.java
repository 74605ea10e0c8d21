package ykaws.aws.enroll;

import java.util.List;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/**
 * A device of a plan.
 *
 * @param serial the ARN that it is going to have, or has
 * @param account the id of its account on the keys
 * @param keys which of the keys hold it or are going to: several have the same seed
 */
public record EnrollDevice(MfaArn serial, CredentialId account, List<Integer> keys, Found found) {
    public EnrollDevice {
        keys = List.copyOf(keys);
    }

    /** What there is to be done. */
    public enum State {
        /** Nothing is there. */
        NEW,
        /** IAM has it enabled for this user, and the keys hold it. */
        ENROLLED,
        /** The keys hold its account, IAM has it unassigned: the key's codes tell whether they belong together. */
        ADOPT,
        /** What is there is of no use, and may be removed. */
        RENEW
    }

    /** What IAM says of a device. */
    public enum Place {
        ABSENT,
        /** Nobody has enabled it. */
        UNASSIGNED,
        /** The user has it enabled. */
        ENABLED,
        /** The user's policy does not let IAM say it. */
        UNKNOWN
    }

    /**
     * What there is of it.
     *
     * @param place what IAM says of it
     * @param ours whether an enrolment of ours, on this computer, broke off
     * @param accounts what the keys hold of it
     */
    public record Found(State state, Place place, boolean ours, List<Account> accounts) {
        public Found {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * An account on one of the keys.
     *
     * @param key the key's place in the plan
     * @param ours whether an enrolment of ours put it there and broke off
     */
    public record Account(int key, CredentialId id, boolean ours) {}
}
