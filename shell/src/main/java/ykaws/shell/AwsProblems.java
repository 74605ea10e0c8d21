package ykaws.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.awsvault.AwsVaultException;
import ykaws.aws.batch.UserFileException;
import ykaws.aws.config.ConfigException;
import ykaws.aws.enroll.EnrollException;
import ykaws.aws.keystore.KeystoreException;
import ykaws.aws.rotate.RotationException;
import ykaws.aws.session.FlightFailedException;
import ykaws.aws.session.UnsafeFileException;
import ykaws.aws.vault.VaultException;
import ykaws.pcsc.PcscException;

/** Advice for AWS, the profiles and the vault. */
final class AwsProblems {
    private AwsProblems() {}

    static @Nullable Problem of(IOException e) {
        if (e instanceof AwsException aws) {
            return of(aws);
        }
        if (e instanceof ConfigException config) {
            return of(config);
        }
        if (e instanceof VaultException vault) {
            return VaultProblems.of(vault);
        }
        if (e instanceof EnrollException enroll) {
            return of(enroll);
        }
        if (e instanceof UserFileException users) {
            return new Problem("users-file", e.getMessage(), users.faults(), ExitCode.USAGE);
        }
        if (e instanceof AwsVaultException foreign) {
            int code = foreign.kind() == AwsVaultException.Kind.LOCKED ? ExitCode.LOCKED : ExitCode.VAULT_UNAVAILABLE;
            List<String> hints = foreign.kind() == AwsVaultException.Kind.UNAVAILABLE
                    ? List.of(
                            "unlock it in the desktop's own way, or repeat this in a desktop session without --no-input",
                            "or: aws-vault exec --no-session PROFILE -- ykaws add --env PROFILE")
                    : List.of();
            return new Problem("aws-vault", e.getMessage(), hints, code);
        }
        if (e instanceof RotationException rotation) {
            int code = rotation.kind() == RotationException.Kind.NOT_A_USER ? ExitCode.USAGE : ExitCode.AWS_REFUSED;
            String kind =
                    rotation.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            return new Problem("rotate-" + kind, e.getMessage(), rotation.commands(), code);
        }
        if (e instanceof FlightFailedException flight) {
            return of(flight);
        }
        if (e instanceof KeystoreException keystore) {
            return VaultProblems.of(keystore);
        }
        if (e instanceof UnsafeFileException) {
            return new Problem("unsafe-file", e.getMessage(), List.of(), ExitCode.VAULT_UNAVAILABLE);
        }
        return null;
    }

    private static Problem of(AwsException e) {
        return switch (e.kind()) {
            case UNREACHABLE ->
                new Problem(
                        "aws-unreachable",
                        e.getMessage(),
                        List.of("check the network, HTTPS_PROXY and AWS_ENDPOINT_URL"),
                        ExitCode.AWS_UNREACHABLE);
            case CLOCK_SKEW -> refused(e, "set this computer's clock, for example: timedatectl set-ntp true");
            case LOCAL_CONFIG -> new Problem("aws-config", e.getMessage(), List.of(), ExitCode.USAGE);
            case INVALID_MFA_CODE -> refused(e, "wait for the next code, then repeat the command");
            case UNKNOWN_MFA_DEVICE -> refused(e, "check mfa_serial in the profile", "ykaws oath list");
            case BAD_CREDENTIALS -> refused(e, "check the access keys: ykaws list", "ykaws clear");
            case DENIED -> refused(e, DenialHints.of(e));
            case THROTTLED -> refused(e, "wait a little and repeat the command");
            default -> refused(e);
        };
    }

    private static Problem refused(AwsException e, String... hints) {
        return new Problem(
                "aws-" + e.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                e.getMessage(),
                List.of(hints),
                ExitCode.AWS_REFUSED);
    }

    /** As whoever flew would have been told: a failure of the key is rebuilt from its kind. */
    private static Problem of(FlightFailedException e) {
        for (PcscException.Kind kind : PcscException.Kind.values()) {
            if (e.family().equals("PcscException") && e.kind().equals(kind.name())) {
                return Problems.of(new PcscException(kind, null, e.getMessage()), java.util.Map.of(), 0);
            }
        }
        if (e.family().equals("VaultException")) {
            boolean locked = e.kind().equals(VaultException.Kind.LOCKED.name());
            return new Problem(
                    "vault", e.getMessage(), List.of(), locked ? ExitCode.LOCKED : ExitCode.VAULT_UNAVAILABLE);
        }
        return new Problem("flight-failed", e.getMessage(), List.of(), ExitCode.UNEXPECTED);
    }

    private static Problem of(EnrollException e) {
        String kind =
                "enroll-" + e.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return switch (e.kind()) {
            case NOT_LONG_TERM,
                    NOT_A_USER,
                    INVALID_NAME,
                    ACCOUNT_ON_KEY,
                    NOT_SEVERAL_KEYS,
                    DEVICE_UNKNOWN,
                    CONTRADICTION -> new Problem(kind, e.getMessage(), e.commands(), ExitCode.USAGE);
            case ALREADY_ENROLLED, LEFTOVER, TOO_MANY_DEVICES ->
                new Problem(kind, e.getMessage(), e.commands(), ExitCode.AWS_REFUSED);
            case NO_SPACE, NOT_PROVEN -> new Problem(kind, e.getMessage(), e.commands(), ExitCode.UNEXPECTED);
            case GIVEN_UP -> new Problem(kind, e.getMessage(), e.commands(), ExitCode.INTERRUPTED);
            case LEFT_BEHIND -> leftBehind(kind, e);
        };
    }

    /** The failure itself decides the exit code; the hints are what finishes its clean-up. */
    private static Problem leftBehind(String kind, EnrollException e) {
        Throwable cause = e.getCause();
        int code = cause == null
                ? ExitCode.UNEXPECTED
                : Problems.of(cause, java.util.Map.of(), 0).exitCode();
        return new Problem(kind, e.getMessage(), e.commands(), code);
    }

    private static Problem of(ConfigException e) {
        List<String> hints = new ArrayList<>();
        e.lines().forEach(line -> hints.add("add the line: " + line));
        boolean missing =
                e.kind() == ConfigException.Kind.NO_SUCH_PROFILE || e.kind() == ConfigException.Kind.NO_CREDENTIALS;
        boolean empty = e.kind() == ConfigException.Kind.RECURSION || e.kind() == ConfigException.Kind.SOURCE_FAILED;
        if (missing) {
            hints.add("ykaws list --profiles");
            hints.add("ykaws add PROFILE");
        }
        return new Problem(
                "config-" + e.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                e.getMessage(),
                hints,
                missing || empty ? ExitCode.NOT_FOUND_OR_AMBIGUOUS : ExitCode.USAGE);
    }
}
