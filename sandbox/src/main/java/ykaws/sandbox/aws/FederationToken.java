package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import ykaws.sandbox.aws.Parameters.Shape;

/** GetFederationToken. Source: AWS Security Token Service API Reference. */
final class FederationToken {
    private static final int HOUR = 3600;
    private static final int SHORTEST = 900;

    private FederationToken() {}

    static void get(Call call, Xml result) throws AwsRefusal {
        if (call.caller().hasSession()) {
            throw AwsRefusal.denied("Cannot call GetFederationToken with session credentials");
        }
        String name = call.parameters().required("Name", Shape.FEDERATED_NAME);
        int seconds = call.parameters().number("DurationSeconds", 12 * HOUR, SHORTEST, 36 * HOUR);
        String policy = call.parameters().optional("Policy", Shape.POLICY);
        if (policy != null) {
            requireDocument(policy);
        }
        Caller made = Caller.federated(name);
        call.authorizer()
                .require(
                        "sts:GetFederationToken",
                        Authorizer.Target.of(made.identity().arn()));
        Session.Holder holder = new Session.Holder(Session.Origin.FEDERATION_TOKEN, null, name, null);
        StsActions.write(call.world().makeSession(holder, call.now().plusSeconds(seconds)), result);
        result.open("FederatedUser")
                .text("FederatedUserId", made.identity().userId())
                .text("Arn", made.identity().arn())
                .close();
    }

    private static void requireDocument(String policy) throws AwsRefusal {
        try {
            Tree.json(policy.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AwsRefusal(400, "MalformedPolicyDocument", "Syntax errors in policy.");
        }
    }
}
