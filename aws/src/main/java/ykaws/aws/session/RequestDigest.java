package ykaws.aws.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AssumeRole;
import ykaws.aws.Endpoints;

/**
 * Hashes a request. Every field goes in with its length before it, so that no two requests run together; absent and
 * empty differ. On the path of a cached {@code export}: no streams, no formatting.
 */
final class RequestDigest {
    /** Changes whenever the meaning of a field does: a former version's sessions are then not found. */
    private static final String FORMAT = "ykaws-request-1";

    private final MessageDigest sha256;

    private RequestDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static RequestHash of(SessionRequest request) {
        RequestDigest digest = new RequestDigest();
        String world = request.target().world();
        digest.text(FORMAT);
        digest.text(world);
        digest.text(request.keys().accessKeyId());
        digest.number(request.steps().size());
        for (Step step : request.steps()) {
            digest.step(step);
            digest.endpoints(step.endpoints(), world == null);
        }
        return RequestHash.of(digest.sha256.digest());
    }

    private void step(Step step) {
        if (step instanceof Step.Role role) {
            text("AssumeRole");
            role(role.call());
        } else if (step instanceof Step.Source source) {
            new SourceDigest(this).source(source);
        } else {
            text("GetSessionToken");
        }
        number(step.duration().toSeconds());
        Mfa mfa = step.mfa();
        text(mfa == null ? null : mfa.serial());
    }

    void role(AssumeRole call) {
        text(call.roleArn());
        text(call.sessionName());
        text(call.options().externalId());
        number(call.options().tags().size());
        for (Map.Entry<String, String> tag : call.options().tags().entrySet()) {
            text(tag.getKey());
            text(tag.getValue());
        }
        number(call.options().transitiveTags().size());
        for (String tag : call.options().transitiveTags()) {
            text(tag);
        }
        text(call.options().sourceIdentity());
    }

    /** A sandbox is named by the request; the port of its endpoint differs at each start. */
    private void endpoints(Endpoints endpoints, boolean withAddress) {
        text(endpoints.region());
        text(endpoints.partition().id());
        text(withAddress && endpoints.sts() != null ? endpoints.sts().toString() : null);
    }

    void text(@Nullable String text) {
        if (text == null) {
            number(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        sha256.update(bytes);
    }

    void number(long number) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            sha256.update((byte) (number >> shift));
        }
    }
}
