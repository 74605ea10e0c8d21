package ykaws.aws.session;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;

/** STS calls one after the other, each with the credentials that the one before gave. */
final class StsChain {
    private final Sessions.Parts parts;
    private final BorrowedKeys keys;
    private final MfaCall mfa;

    StsChain(Sessions.Parts parts, BorrowedKeys keys) {
        this.parts = parts;
        this.keys = keys;
        this.mfa = new MfaCall(parts.ledger(), parts.codes(), parts.clock(), parts.pause());
    }

    /**
     * Runs all steps.
     *
     * @param steps at least one
     * @param start what the first one signs with, still the caller's; null for the long-term keys
     * @return the last one's credentials; the caller closes them
     */
    SessionCredentials run(List<Step> steps, @Nullable SessionCredentials start) throws IOException {
        SessionCredentials first = call(steps.get(0), start);
        if (steps.size() == 1) {
            return first;
        }
        try (first) {
            return run(steps.subList(1, steps.size()), first);
        }
    }

    private SessionCredentials call(Step step, @Nullable SessionCredentials start) throws IOException {
        Sts sts = start == null
                ? parts.aws().sts(keys.get(), step.endpoints())
                : parts.aws().sts(start, step.endpoints());
        Mfa device = step.mfa();
        if (step instanceof Step.Role role) {
            return device == null
                    ? sts.assumeRole(role.call(), null)
                    : mfa.send(device.serial(), code -> sts.assumeRole(role.call(), code));
        }
        return device == null
                ? sts.getSessionToken(step.duration(), null)
                : mfa.send(device.serial(), code -> sts.getSessionToken(step.duration(), code));
    }
}
