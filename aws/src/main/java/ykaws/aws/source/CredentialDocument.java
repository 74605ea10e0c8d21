package ykaws.aws.source;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.oath.Secret;

/**
 * Credentials as JSON: what a {@code credential_process} prints, and what the services of a container or an instance
 * answer.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Process credential provider" (Version 1, AccessKeyId, SecretAccessKey,
 * SessionToken, Expiration in ISO 8601, AccountId), "Container credential provider" and "IMDS credential provider"
 * (Token in the place of SessionToken).
 */
final class CredentialDocument {
    private final InstantSource clock;
    private final Function<String, ConfigException> broken;

    /** @param broken the error for what is wrong with it; it gets what they are instead, such as "no credentials" */
    CredentialDocument(InstantSource clock, Function<String, ConfigException> broken) {
        this.clock = clock;
        this.broken = broken;
    }

    /**
     * Reads what a program prints.
     *
     * @param otherwise how long they last if they don't say so
     * @return closed by the caller
     */
    SessionCredentials ofProgram(Secret json, Duration otherwise) throws ConfigException {
        try (JsonFields fields = fields(json)) {
            if (!fields.text("Version").equals(Optional.of("1"))) {
                throw broken.apply("a document of another version than 1");
            }
            return credentials(fields, "SessionToken", otherwise);
        }
    }

    /** Reads what a machine's service answers; as {@link #ofProgram}. */
    SessionCredentials ofMachine(Secret json, Duration otherwise) throws ConfigException {
        try (JsonFields fields = fields(json)) {
            return credentials(fields, "Token", otherwise);
        }
    }

    private SessionCredentials credentials(JsonFields fields, String token, Duration otherwise) throws ConfigException {
        Optional<String> id = fields.text("AccessKeyId");
        Instant expiration = expiration(fields, otherwise);
        Optional<Secret> secret = fields.secret("SecretAccessKey");
        if (id.isEmpty() || secret.isEmpty()) {
            secret.ifPresent(Secret::close);
            throw broken.apply("no AccessKeyId, or no SecretAccessKey");
        }
        return new SessionCredentials(
                id.get(),
                secret.get(),
                fields.secret(token).orElseGet(() -> Secret.takeOver(new byte[0])),
                expiration,
                fields.text("AccountId").orElse(null));
    }

    private JsonFields fields(Secret output) throws ConfigException {
        byte[] json = output.expose(byte[]::clone);
        try {
            return JsonFields.read(json);
        } catch (IOException e) {
            throw broken.apply("no credentials: " + e.getMessage());
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    private Instant expiration(JsonFields fields, Duration otherwise) throws ConfigException {
        Optional<String> text = fields.text("Expiration");
        if (text.isEmpty()) {
            return clock.instant().plus(otherwise);
        }
        try {
            Instant expiration = OffsetDateTime.parse(text.get()).toInstant();
            if (expiration.isAfter(clock.instant())) {
                return expiration;
            }
        } catch (DateTimeParseException e) {
            throw broken.apply("an Expiration that is no time: " + text.get());
        }
        throw broken.apply("credentials that expired at " + text.get());
    }
}
