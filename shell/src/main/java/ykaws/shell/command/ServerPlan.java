package ykaws.shell.command;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.Profile;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/**
 * What an endpoint is to serve.
 *
 * @param requests by path; the first one is the main one
 * @param port 0 for any free one
 */
record ServerPlan(AwsAccess aws, Map<String, SessionRequest> requests, Options all, int port) {
    private static final String PROFILES = "/profiles/";
    static final String ROLES = "/role-arn/";
    /** The role's name in the metadata service. */
    private static final String INSTANCE_ROLE = "ykaws";

    /** What in profile {@code default} an SDK takes before it asks an endpoint. */
    private static final List<String> PREFERRED = List.of(
            "aws_access_key_id",
            "role_arn",
            "credential_process",
            "sso_session",
            "sso_start_url",
            "web_identity_token_file");

    /** What could make an SDK ask elsewhere than the metadata service that it is pointed to. */
    private static final List<String> OF_METADATA = List.of(
            "AWS_EC2_METADATA_DISABLED", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "AWS_METADATA_SERVICE_TIMEOUT");

    /** The options of the line. */
    record Options(SessionOptions session, ServerOptions server) {}

    SessionOptions session() {
        return all.session;
    }

    ServerOptions options() {
        return all.server;
    }

    /** Of the main request; null where nobody named one. */
    @Nullable
    String region() {
        SessionRequest.Target target = main().target();
        return target.regionConfigured() ? target.endpoints().region() : null;
    }

    SessionRequest main() {
        return requests.values().iterator().next();
    }

    String mainPath() {
        return requests.keySet().iterator().next();
    }

    /** Variables that go, besides those that any credentials make go. */
    List<String> alsoRemoved() {
        return options().ec2 ? OF_METADATA : List.of();
    }

    static ServerPlan of(AwsAccess aws, List<String> profiles, Options all, int port) throws IOException {
        require(!all.session.noSession, "--no-session gives long-term keys, which no endpoint serves");
        require(!all.server.ec2 || profiles.size() == 1, "--ec2 serves one profile");
        require(!all.server.ec2 || all.server.roles.isEmpty(), "--allow-role and --ec2 don't go together");
        AwsAccess.Wish wish = all.session.wish(aws.minLeft());
        Map<String, SessionRequest> requests = new LinkedHashMap<>();
        for (String profile : profiles) {
            requests.put(all.server.ec2 ? INSTANCE_ROLE : PROFILES + profile, aws.plan(profile, wish));
        }
        SessionRequest first = requests.values().iterator().next();
        for (String role : all.server.roles) {
            requests.put(ROLES + role, first.assuming(role));
        }
        return new ServerPlan(aws, requests, all, port);
    }

    /** Profile {@code default} comes before every endpoint in the SDKs' order. */
    void warnOfDefault(Invocation invocation) throws IOException {
        Profile byDefault = aws.profiles().get("default").orElse(null);
        if (byDefault != null && PREFERRED.stream().anyMatch(byDefault.settings()::containsKey)) {
            invocation
                    .console()
                    .say(
                            "ykaws: note: profile default has credentials of its own, which AWS programs take before these");
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.usage(otherwise).failure();
        }
    }
}
