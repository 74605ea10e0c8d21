package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import ykaws.aws.SessionCredentials;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.KeySource;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.session.Step;
import ykaws.shell.Invocation;
import ykaws.shell.endpoint.CredentialSupply;

/**
 * The credentials of a request, for an endpoint.
 *
 * @param invocation whose console shows the requests for a touch
 * @param keys of the long-term kind
 */
record ProfileSupply(Invocation invocation, AwsAccess aws, Wanted wanted, KeySource keys) implements CredentialSupply {
    /** What is served, and where its codes come from. */
    record Wanted(SessionRequest request, CodeSource codes) {}

    @Override
    public SessionCredentials get(Duration minLeft) throws IOException {
        return aws.session(wanted.request, new AwsAccess.Sources(keys, wanted.codes), minLeft);
    }

    @Override
    public Duration duration() {
        List<Step> steps = wanted.request.steps();
        return steps.get(steps.size() - 1).duration();
    }

    @Override
    public String explain(Throwable failure) {
        String message = invocation.problem(failure).message();
        TouchRequest.tell(
                invocation, "the credentials of " + wanted.request.profile() + " are not renewed: " + message);
        return message;
    }
}
