package ykaws.aws.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import ykaws.aws.AwsException;
import ykaws.aws.IdentityCenter;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.session.SignOn;
import ykaws.aws.session.Step;
import ykaws.oath.Secret;
import ykaws.pcsc.Pause;

/**
 * Role credentials of IAM Identity Center: with the token that the AWS CLI, an SDK or we left, else with its successor,
 * else with one that the person agrees to: in a browser of this machine, which brings a code back (RFC 6749 with PKCE,
 * RFC 7636), or without one, in any (device authorization, RFC 8628).
 */
public final class IdentityCenterSignIn {
    /** A token with less left is renewed: it must outlast the call. */
    private static final Duration LEFT = Duration.ofMinutes(1);

    /** As long as the service lets a device wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** 43 characters of base64, the least that RFC 7636 allows. */
    private static final int VERIFIER_BYTES = 32;

    private final TokenCache cache;
    private final InstantSource clock;
    private final Pause pause;
    private final Person person;

    /** The person who signs in. */
    public interface Person {
        /** Whether somebody sees what is shown. */
        boolean isThere();

        /** Shows where to agree, and the code to compare. */
        void agree(String page, String userCode);

        /** The way back of a browser on this machine; empty where there is none. The caller closes it. */
        Optional<Return> browser(String state) throws IOException;
    }

    /** Where a browser comes back to. */
    public interface Return extends Closeable {
        /** Its address. */
        String address();

        /** Shows the page to the person; false if no browser opens. */
        boolean show(String page);

        /**
         * Waits for the browser. The caller closes the code.
         *
         * @return empty if it did not come in time, or brought a refusal
         */
        Optional<Secret> code(Duration time) throws InterruptedException;
    }

    /** @param home in whose {@code .aws/sso/cache} the tokens are */
    public IdentityCenterSignIn(Path home, InstantSource clock, Pause pause, Person person) {
        this.cache = new TokenCache(home);
        this.clock = clock;
        this.pause = pause;
        this.person = person;
    }

    /**
     * The credentials of a role; the caller closes them.
     *
     * @param center of the role's portal
     * @throws ConfigException SOURCE_FAILED if somebody has to sign in, and nobody is there or nobody did
     * @throws AwsException DENIED if the person may not have the role
     */
    public SessionCredentials get(Step.SingleSignOn step, IdentityCenter center) throws IOException {
        SignOn role = step.role();
        try (IdentityCenter.Token token = token(role, center, false)) {
            return center.roleCredentials(token.access(), role.accountId(), role.roleName());
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.BAD_CREDENTIALS) {
                throw e;
            }
        }
        // The cached token looked good and is not: the session was ended elsewhere.
        try (IdentityCenter.Token token = token(role, center, true)) {
            return center.roleCredentials(token.access(), role.accountId(), role.roleName());
        }
    }

    private IdentityCenter.Token token(SignOn role, IdentityCenter center, boolean refused) throws IOException {
        Optional<TokenCache.Entry> cached = cache.read(role.portal());
        if (cached.isPresent()) {
            try (TokenCache.Entry entry = cached.get()) {
                boolean good =
                        entry.token().expiration().isAfter(clock.instant().plus(LEFT));
                if (good && !refused) {
                    return copy(entry.token());
                }
                Optional<IdentityCenter.Token> next = next(role.portal(), center, entry);
                if (next.isPresent()) {
                    return next.get();
                }
            }
        }
        return agreed(role, center);
    }

    private static IdentityCenter.Token copy(IdentityCenter.Token token) {
        Secret refresh = token.refresh();
        return new IdentityCenter.Token(
                token.access().copy(), refresh == null ? null : refresh.copy(), token.expiration());
    }

    private Optional<IdentityCenter.Token> next(SignOn.Portal portal, IdentityCenter center, TokenCache.Entry entry)
            throws IOException {
        IdentityCenter.Client client = entry.client();
        Secret refresh = entry.token().refresh();
        if (client == null || refresh == null || !client.expiration().isAfter(clock.instant())) {
            return Optional.empty();
        }
        try {
            IdentityCenter.Token next = center.refreshToken(client, refresh);
            IdentityCenter.Token kept = next.refresh() != null
                    ? next
                    : new IdentityCenter.Token(next.access(), refresh.copy(), next.expiration());
            return Optional.of(kept(portal, new TokenCache.Entry(kept, client)));
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.UNREACHABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private IdentityCenter.Token kept(SignOn.Portal portal, TokenCache.Entry entry) throws IOException {
        boolean written = false;
        try {
            cache.write(portal, entry);
            written = true;
            return entry.token();
        } finally {
            if (!written) {
                entry.token().close();
            }
        }
    }

    private IdentityCenter.Token agreed(SignOn role, IdentityCenter center) throws IOException {
        SignOn.Portal portal = role.portal();
        if (!person.isThere()) {
            throw failed(
                    role,
                    "nobody is signed in to " + portal.startUrl() + ": do it on a terminal, by this command or"
                            + " by aws sso login");
        }
        if (portal.session() != null) {
            String state = random();
            Optional<Return> browser = person.browser(state);
            if (browser.isPresent()) {
                try (Return back = browser.get()) {
                    Optional<IdentityCenter.Token> token = inBrowser(role, center, back, state);
                    if (token.isPresent()) {
                        return token.get();
                    }
                }
            }
        }
        return onDevice(role, center);
    }

    /** Empty if no browser opens. */
    private Optional<IdentityCenter.Token> inBrowser(SignOn role, IdentityCenter center, Return back, String state)
            throws IOException {
        SignOn.Portal portal = role.portal();
        Secret verifier = Secret.takeOver(random().getBytes(StandardCharsets.US_ASCII));
        try (IdentityCenter.BrowserGrant grant =
                        new IdentityCenter.BrowserGrant(back.address(), state, verifier, Optional.empty());
                IdentityCenter.Client client = center.registerForBrowser(portal.scopes(), portal.startUrl())) {
            if (!back.show(center.authorizationPage(client, grant, portal.scopes()))) {
                return Optional.empty();
            }
            Optional<Secret> code = back.code(PATIENCE);
            if (code.isEmpty()) {
                throw failed(role, "nobody agreed to the sign-in to " + portal.startUrl() + " in time");
            }
            try (IdentityCenter.BrowserGrant agreed = grant.with(code.get())) {
                IdentityCenter.Token token = center.createToken(client, agreed);
                return Optional.of(kept(portal, new TokenCache.Entry(token, client)));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[VERIFIER_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private IdentityCenter.Token onDevice(SignOn role, IdentityCenter center) throws IOException {
        SignOn.Portal portal = role.portal();
        try (IdentityCenter.Client client = center.register(portal.scopes());
                IdentityCenter.DeviceCode code = center.startDeviceAuthorization(client, portal.startUrl())) {
            person.agree(code.page(), code.userCode());
            Duration interval = code.interval();
            while (clock.instant().isBefore(code.expiration())) {
                sleep(interval);
                Optional<IdentityCenter.Token> token = center.createToken(client, code);
                if (token.isPresent()) {
                    return kept(portal, new TokenCache.Entry(token.get(), client));
                }
            }
        }
        throw failed(role, "nobody agreed to the sign-in to " + portal.startUrl() + " in time");
    }

    private static ConfigException failed(SignOn role, String message) {
        return new ConfigException(ConfigException.Kind.SOURCE_FAILED, message, role.place());
    }

    private void sleep(Duration time) throws InterruptedIOException {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while somebody signs in");
        interrupted.initCause(cause);
        return interrupted;
    }
}
