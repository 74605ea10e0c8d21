package ykaws.shell.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.MfaArn;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathType;
import ykaws.oath.Secret;
import ykaws.oath.Steam;
import ykaws.shell.Problem;

/** The options that describe an account. */
final class AccountOptions {
    private static final long MAX_COUNTER = 0xFFFF_FFFFL;

    @Option(
            names = {"-t", "--touch"},
            negatable = true,
            description = "Require a touch for each code (default for MFA ARNs).")
    @Nullable
    Boolean touch;

    @Option(names = "--hotp", description = "A counter-based account (RFC 4226); default is time-based (RFC 6238).")
    boolean hotp;

    @Option(names = "--totp", description = "A time-based account, the default.")
    boolean totp;

    @Option(
            names = {"-a", "--algorithm"},
            paramLabel = "NAME",
            description = "SHA1 (default), SHA256 or SHA512.")
    HashAlgorithm algorithm = HashAlgorithm.SHA1;

    @Option(
            names = {"-d", "--digits"},
            paramLabel = "N",
            description = "6 (default), 7 or 8.")
    int digits = 6;

    @Option(
            names = {"-P", "--period"},
            paramLabel = "SECONDS",
            description = "Length of a time step, 30 by default.")
    @Nullable
    Integer period;

    @Option(
            names = {"-c", "--counter"},
            paramLabel = "N",
            description = "First counter of a counter-based account.")
    @Nullable
    Long counter;

    @Option(
            names = {"-i", "--issuer"},
            paramLabel = "NAME",
            description = "The issuer of the account.")
    @Nullable
    String issuer;

    /** Seconds of a time step, also where there is none. */
    int period() {
        return period == null ? CredentialId.DEFAULT_PERIOD : period;
    }

    /** The MFA device that a name stands for. */
    Optional<MfaArn> arn(String name) {
        return issuer == null ? MfaArn.parse(name) : Optional.empty();
    }

    /** Everything that is wrong before anybody is asked for a secret. */
    CredentialId checkedId(String name) throws OathException {
        if (hotp && totp) {
            throw Problem.usage("--hotp and --totp exclude each other").failure();
        }
        if (hotp ? period != null : counter != null) {
            throw Problem.usage(hotp ? "--hotp and --period exclude each other" : "--counter is for --hotp accounts")
                    .failure();
        }
        if (period() <= 0) {
            throw Problem.usage("--period takes a number of seconds from 1").failure();
        }
        if (counter != null && (counter < 0 || counter > MAX_COUNTER)) {
            throw Problem.usage("--counter takes a number from 0 to " + MAX_COUNTER)
                    .failure();
        }
        CredentialId id = id(name).requireStorable();
        int stored = Steam.storedDigits(id, digits);
        if (stored < 6 || stored > 8) {
            throw Problem.usage("--digits takes 6, 7 or 8").failure();
        }
        return id;
    }

    private CredentialId id(String name) throws OathException {
        OathType type = hotp ? OathType.HOTP : OathType.TOTP;
        boolean usual = period() == CredentialId.DEFAULT_PERIOD;
        Optional<MfaArn> arn = arn(name);
        if (arn.isPresent() && !hotp && usual) {
            return arn.get().accountName();
        }
        return issuer == null && usual
                ? CredentialId.parse(name, type)
                : new CredentialId(issuer, name, type, period());
    }

    /** The account; it takes the key over. */
    NewCredential account(CredentialId id, Secret key, boolean withTouch) throws OathException {
        return NewCredential.builder(id, key)
                .algorithm(algorithm)
                .digits(Steam.storedDigits(id, digits))
                .counter(counter == null ? 0 : counter.intValue())
                .touch(withTouch)
                .build();
    }
}
