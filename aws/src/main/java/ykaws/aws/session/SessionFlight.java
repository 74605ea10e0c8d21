package ykaws.aws.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AwsException;
import ykaws.aws.SessionCredentials;

/** What happens on a miss: one flight per request, and one per GetSessionToken that several requests share. */
final class SessionFlight {
    /** A younger session is not refused for its age. */
    private static final Duration YOUNG = Duration.ofSeconds(60);

    private final Sessions.Parts parts;
    private final Duration minLeft;

    SessionFlight(Sessions.Parts parts, Duration minLeft) {
        this.parts = parts;
        this.minLeft = minLeft;
    }

    SessionCredentials land(SessionRequest request) throws IOException {
        try {
            return request.program() == null
                    ? parts.flights().alone(request.hash(), () -> landed(request))
                    : withProgram(request);
        } catch (UncheckedIOException e) {
            // AwsException is all that the calls may throw; an interrupt comes out of them like this.
            throw e.getCause();
        }
    }

    /** No lock is held while a foreign program runs: it may be one that asks ykaws for something else. */
    private SessionCredentials withProgram(SessionRequest request) throws IOException {
        Optional<SessionRequest> first = request.prime();
        if (first.isEmpty()) {
            return kept(
                    request, parts.sources().get((Step.Source) request.steps().get(0)));
        }
        List<Step> roles = request.steps().subList(1, request.steps().size());
        try (SessionCredentials session = new Sessions(parts).get(first.get(), Sessions.MIN_LEFT);
                BorrowedKeys keys = new BorrowedKeys(parts.keys(), request.keys())) {
            return parts.flights().alone(request.hash(), () -> {
                Optional<SessionCredentials> meanwhile = parts.cache().get(request.hash(), minLeft);
                return meanwhile.isPresent()
                        ? meanwhile.get()
                        : kept(request, new StsChain(parts, keys).run(roles, session));
            });
        }
    }

    private SessionCredentials landed(SessionRequest request) throws IOException {
        Optional<SessionCredentials> meanwhile = parts.cache().get(request.hash(), minLeft);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        return kept(request, fly(request));
    }

    private SessionCredentials kept(SessionRequest request, SessionCredentials fresh) throws IOException {
        if (!request.kept()) {
            return fresh;
        }
        boolean kept = false;
        try {
            parts.cache().put(request.hash(), fresh, request.profile());
            kept = true;
            return fresh;
        } finally {
            if (!kept) {
                fresh.close();
            }
        }
    }

    private SessionCredentials fly(SessionRequest request) throws IOException {
        try (BorrowedKeys keys = new BorrowedKeys(parts.keys(), request.keys())) {
            StsChain chain = new StsChain(parts, keys);
            Optional<SessionRequest> prime = request.prime();
            if (prime.isEmpty()) {
                return chain.run(request.steps(), null);
            }
            Optional<SessionRequest> direct = request.withMfaOnRole();
            return direct.isPresent() && parts.direct().isDirect(request.hash())
                    ? flyDirect(request, direct.get(), chain)
                    : flyPrimed(request, prime.get(), chain);
        }
    }

    private SessionCredentials flyPrimed(SessionRequest request, SessionRequest prime, StsChain chain)
            throws IOException {
        List<Step> roles = request.steps().subList(1, request.steps().size());
        Duration enough = minLeft.compareTo(Sessions.MIN_LEFT) < 0 ? minLeft : Sessions.MIN_LEFT;
        SessionCredentials first;
        try (SessionCredentials session = new Sessions(parts).get(prime, enough)) {
            try {
                first = chain.run(roles.subList(0, 1), session);
            } catch (AwsException e) {
                Optional<SessionRequest> direct = request.withMfaOnRole();
                if (direct.isEmpty() || !mayBeTooOld(e, prime, session) || isRefused(request)) {
                    throw e;
                }
                return retryDirect(request, direct.get(), chain, e);
            }
        }
        if (roles.size() == 1) {
            return first;
        }
        try (first) {
            return chain.run(roles.subList(1, roles.size()), first);
        }
    }

    private boolean isRefused(SessionRequest request) throws IOException {
        return parts.direct().isRefused(request.hash());
    }

    /** AWS does not say that a session's MFA is too old: it denies, as for any other reason. Both times are AWS's. */
    private boolean mayBeTooOld(AwsException e, SessionRequest prime, SessionCredentials session) {
        Instant made = session.expiration().minus(prime.steps().get(0).duration());
        return e.kind() == AwsException.Kind.DENIED
                && Duration.between(
                                        made,
                                        parts.clock()
                                                .in(prime.steps()
                                                        .get(0)
                                                        .endpoints()
                                                        .partition())
                                                .instant())
                                .compareTo(YOUNG)
                        > 0;
    }

    private SessionCredentials retryDirect(
            SessionRequest request, SessionRequest direct, StsChain chain, AwsException denied) throws IOException {
        try {
            SessionCredentials made = flyDirect(request, direct, chain);
            parts.direct().remember(request.hash(), true);
            return made;
        } catch (IOException | RuntimeException e) {
            e.addSuppressed(denied);
            throw e;
        }
    }

    /** With the code on AssumeRole itself. */
    private SessionCredentials flyDirect(SessionRequest request, SessionRequest direct, StsChain chain)
            throws IOException {
        try {
            return chain.run(direct.steps(), null);
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.DENIED) {
                parts.direct().remember(request.hash(), false);
            }
            throw e;
        }
    }
}
