package ykaws.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/**
 * The calls to IAM Identity Center that we use: its OIDC service, which lets a person sign in, and its portal, which gives
 * role credentials to who did. None is signed; each fails with {@link AwsException}.
 */
public interface IdentityCenter {
    /** RegisterClient, as a public client. The caller closes the answer. */
    Client register(List<String> scopes) throws AwsException;

    /** StartDeviceAuthorization. The caller closes the answer. */
    DeviceCode startDeviceAuthorization(Client client, String startUrl) throws AwsException;

    /** CreateToken for a device; empty as long as the person has not agreed. The caller closes the answer. */
    Optional<Token> createToken(Client client, DeviceCode code) throws AwsException;

    /** RegisterClient for {@link #createToken(Client, BrowserGrant)}. The caller closes the answer. */
    Client registerForBrowser(List<String> scopes, String startUrl) throws AwsException;

    /** The page where the person agrees, in a browser on this machine (RFC 6749, 4.1; RFC 7636). */
    String authorizationPage(Client client, BrowserGrant grant, List<String> scopes);

    /** CreateToken for the code that the browser brought. The caller closes the answer. */
    Token createToken(Client client, BrowserGrant grant) throws AwsException;

    /** CreateToken for a token that has run out; BAD_CREDENTIALS if the sign-in is over. The caller closes the answer. */
    Token refreshToken(Client client, Secret refreshToken) throws AwsException;

    /** GetRoleCredentials; BAD_CREDENTIALS if the token does not hold. The caller closes the answer. */
    SessionCredentials roleCredentials(Secret accessToken, String accountId, String roleName) throws AwsException;

    /**
     * A program that is known there.
     *
     * @param secret owned by this record: {@link #close} wipes it
     */
    record Client(String id, Secret secret, Instant expiration) implements AutoCloseable {
        @Override
        public void close() {
            secret.close();
        }
    }

    /**
     * What a person is shown, and what the program asks with meanwhile.
     *
     * @param code owned by this record: {@link #close} wipes it
     * @param userCode the person compares it
     * @param page where the person agrees; the code is in it where Identity Center says so
     * @param interval between two questions
     */
    record DeviceCode(Secret code, String userCode, String page, Instant expiration, Duration interval)
            implements AutoCloseable {
        @Override
        public void close() {
            code.close();
        }
    }

    /**
     * A sign-in in a browser.
     *
     * @param redirect where the browser comes back to, on this machine
     * @param state comes back with it, so that nobody else's code is taken
     * @param verifier proves that who asks for the token is who sent the browser (RFC 7636); owned by this record
     * @param code what the browser brought; empty before that. Owned by this record
     */
    record BrowserGrant(String redirect, String state, Secret verifier, Optional<Secret> code)
            implements AutoCloseable {
        /** The same, now that the browser is back; owns both. */
        public BrowserGrant with(Secret brought) {
            return new BrowserGrant(redirect, state, verifier, Optional.of(brought));
        }

        @Override
        public void close() {
            verifier.close();
            code.ifPresent(Secret::close);
        }
    }

    /**
     * That a person signed in.
     *
     * @param access owned by this record, as is {@code refresh}: {@link #close} wipes both
     * @param refresh gets the next one, or null
     */
    record Token(Secret access, @Nullable Secret refresh, Instant expiration) implements AutoCloseable {
        @Override
        public void close() {
            access.close();
            if (refresh != null) {
                refresh.close();
            }
        }
    }
}
