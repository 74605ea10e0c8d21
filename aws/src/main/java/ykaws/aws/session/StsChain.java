package ykaws.aws.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.MfaCode;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;

/** STS calls one after the other, each with the credentials that the one before gave. */
final class StsChain {
    private final Sessions.Parts parts;
    private final BorrowedKeys keys;

    StsChain(Sessions.Parts parts, BorrowedKeys keys) {
        this.parts = parts;
        this.keys = keys;
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
        if (step instanceof Step.Source source) {
            return parts.sources().get(source);
        }
        Sts sts = parts.aws().sts(start == null ? keys.get() : start, step.endpoints());
        Mfa device = step.mfa();
        if (device == null) {
            return send(sts, step, null);
        }
        return device.named() ? withCode(sts, step, device.serial()) : withWhatIsPluggedIn(sts, step);
    }

    /** A role may do without: for it, the key is asked only after AWS refused. */
    private SessionCredentials withWhatIsPluggedIn(Sts sts, Step step) throws IOException {
        AwsException refusal = null;
        if (step instanceof Step.Role) {
            try {
                return send(sts, step, null);
            } catch (AwsException e) {
                if (e.kind() != AwsException.Kind.DENIED) {
                    throw e;
                }
                refusal = e;
            }
        }
        Optional<String> device = PluggedDevice.among(
                parts.codes().devicesAtHand(), sts, parts.aws().iam(keys.get(), step.endpoints()));
        if (device.isPresent()) {
            return withCode(sts, step, device.get());
        }
        if (refusal != null) {
            throw refusal;
        }
        return send(sts, step, null);
    }

    private SessionCredentials withCode(Sts sts, Step step, String serial) throws IOException {
        return mfa(step).send(serial, code -> send(sts, step, code));
    }

    private static SessionCredentials send(Sts sts, Step step, @Nullable MfaCode code) throws AwsException {
        return step instanceof Step.Role role
                ? sts.assumeRole(role.call(), code)
                : sts.getSessionToken(step.duration(), code);
    }

    private MfaCall mfa(Step step) {
        return new MfaCall(
                parts.ledger(), parts.codes(), parts.clock().in(step.endpoints().partition()), parts.pause());
    }
}
