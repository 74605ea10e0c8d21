package ykaws.aws.source;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.session.ProgramSetting;
import ykaws.oath.Secret;

/**
 * What a {@code credential_process} prints.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Process credential provider": Version 1, AccessKeyId, SecretAccessKey,
 * SessionToken, Expiration in ISO 8601, AccountId.
 */
final class ProgramCredentials {
    private final ProgramSetting setting;
    private final InstantSource clock;

    ProgramCredentials(ProgramSetting setting, InstantSource clock) {
        this.setting = setting;
        this.clock = clock;
    }

    /**
     * Reads them.
     *
     * @param otherwise how long they last if they don't say so
     * @return closed by the caller
     */
    SessionCredentials read(Secret output, Duration otherwise) throws ConfigException {
        try (JsonFields fields = fields(output)) {
            if (!fields.text("Version").equals(Optional.of("1"))) {
                throw broken("prints a document of another version than 1");
            }
            Optional<String> id = fields.text("AccessKeyId");
            Instant expiration = expiration(fields, otherwise);
            Optional<Secret> secret = fields.secret("SecretAccessKey");
            if (id.isEmpty() || secret.isEmpty()) {
                secret.ifPresent(Secret::close);
                throw broken("prints no AccessKeyId, or no SecretAccessKey");
            }
            return new SessionCredentials(
                    id.get(),
                    secret.get(),
                    fields.secret("SessionToken").orElseGet(() -> Secret.takeOver(new byte[0])),
                    expiration,
                    fields.text("AccountId").orElse(null));
        }
    }

    private JsonFields fields(Secret output) throws ConfigException {
        byte[] json = output.expose(byte[]::clone);
        try {
            return JsonFields.read(json);
        } catch (IOException e) {
            throw broken("prints no credentials: " + e.getMessage());
        } finally {
            java.util.Arrays.fill(json, (byte) 0);
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
            throw broken("prints an Expiration that is no time: " + text.get());
        }
        throw broken("prints credentials that expired at " + text.get());
    }

    private ConfigException broken(String message) {
        return setting.fault(ConfigException.Kind.SOURCE_FAILED, message);
    }
}
