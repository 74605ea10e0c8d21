package ykaws.aws.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compares what keys, IAM, profiles and the vault say of one user, and finds what does not fit together. */
public final class Reconciliation {
    private static final Duration SKEW = Duration.ofSeconds(30);

    private Reconciliation() {}

    /** What does not fit: devices and accounts, then profiles and access keys, then the clock. */
    public static List<Finding> of(Facts facts) {
        List<Finding> findings = new ArrayList<>(DeviceFindings.of(facts));
        findings.addAll(ProfileFindings.of(facts));
        Duration ahead = facts.moment().ahead();
        if (ahead.abs().compareTo(SKEW) > 0) {
            String relation = ahead.isNegative() ? " s behind" : " s ahead of";
            findings.add(Finding.byHand(
                    "clock-skew",
                    "clock",
                    "AWS's clock is " + ahead.abs().toSeconds() + relation + " this computer's",
                    "timedatectl set-ntp true"));
        }
        return List.copyOf(findings);
    }
}
