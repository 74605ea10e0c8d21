package ykaws.aws.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.Endpoints;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;

/**
 * Where the credentials of a profile come from that has no keys and no source_profile: a credential_source, then in
 * aws-vault's order IAM Identity Center, a web identity, a program; at last the web identity of the environment.
 */
final class SourceSettings {
    /** Unless a source says so, its credentials are asked for again after an hour. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private static final int ACCOUNT_DIGITS = 12;

    private final Settings settings;
    private final String active;

    private enum Kind {
        CREDENTIAL_SOURCE,
        SIGN_ON,
        WEB_IDENTITY,
        PROGRAM
    }

    /** @param active the profile that was asked for: the environment's web identity is about that one only */
    SourceSettings(Settings settings, String active) {
        this.settings = settings;
        this.active = active;
    }

    private @Nullable Kind kind(String profile) throws ConfigException {
        if (settings.file(profile, "credential_source") != null) {
            return Kind.CREDENTIAL_SOURCE;
        }
        if (settings.file(profile, "sso_session") != null || settings.file(profile, "sso_start_url") != null) {
            return Kind.SIGN_ON;
        }
        if (settings.file(profile, "web_identity_token_file") != null
                || settings.file(profile, "web_identity_token_process") != null) {
            return Kind.WEB_IDENTITY;
        }
        if (settings.file(profile, "credential_process") != null) {
            return Kind.PROGRAM;
        }
        return environmentsToken(profile) == null ? null : Kind.WEB_IDENTITY;
    }

    private @Nullable Value environmentsToken(String profile) {
        return profile.equals(active) ? settings.env("AWS_WEB_IDENTITY_TOKEN_FILE") : null;
    }

    /** Whether there is any. */
    boolean has(String profile) throws ConfigException {
        return kind(profile) != null;
    }

    /** Whether it is a web identity that gives the credentials. */
    boolean isWebIdentity(String profile) throws ConfigException {
        return kind(profile) == Kind.WEB_IDENTITY;
    }

    /** The program of {@code credential_process}, if that is where the credentials come from; null else. */
    @Nullable
    ProgramSetting program(String profile) throws ConfigException {
        Value process = settings.file(profile, "credential_process");
        return process == null || kind(profile) != Kind.PROGRAM ? null : ProgramSetting.of(profile, process);
    }

    /** What the planner knows of the profile. */
    record Wanted(
            String profile, @Nullable Value roleArn, RoleSettings roles, Duration duration, Endpoints endpoints) {}

    /** The first step, for a profile that {@link #has} one. */
    Step.Source step(Wanted wanted) throws ConfigException {
        String profile = wanted.profile();
        Kind kind = kind(profile);
        if (kind == Kind.CREDENTIAL_SOURCE) {
            return credentialSource(wanted);
        }
        if (kind == Kind.SIGN_ON) {
            return new Step.SingleSignOn(signOn(profile), ASK_AGAIN, wanted.endpoints());
        }
        if (kind == Kind.WEB_IDENTITY) {
            return webIdentity(wanted);
        }
        ProgramSetting program = program(profile);
        if (program == null) {
            throw new IllegalArgumentException("no source: " + profile);
        }
        return new Step.Program(program, ASK_AGAIN, wanted.endpoints());
    }

    private Step.Source credentialSource(Wanted wanted) throws ConfigException {
        String profile = wanted.profile();
        Value source = settings.file(profile, "credential_source");
        Setting place = source == null ? null : source.place();
        if (source == null || place == null) {
            throw new IllegalArgumentException("no credential_source: " + profile);
        }
        return switch (source.text()) {
            case "Environment" -> environment(wanted, source);
            case "EcsContainer" ->
                new Step.Machine(
                        MachineService.container(settings, profile, source, place), ASK_AGAIN, wanted.endpoints());
            case "Ec2InstanceMetadata" ->
                new Step.Machine(
                        MachineService.instance(settings, profile, source, place), ASK_AGAIN, wanted.endpoints());
            default -> throw source.invalid("is none of Environment, EcsContainer, Ec2InstanceMetadata");
        };
    }

    private Step.Environment environment(Wanted wanted, Value source) throws ConfigException {
        Value id = settings.env("AWS_ACCESS_KEY_ID");
        if (id == null || settings.env("AWS_SECRET_ACCESS_KEY") == null) {
            throw source.fault(
                    ConfigException.Kind.NO_CREDENTIALS,
                    "of profile " + wanted.profile()
                            + " is Environment, and AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set");
        }
        return new Step.Environment(
                id.text(), settings.env("AWS_SESSION_TOKEN") == null, ASK_AGAIN, wanted.endpoints());
    }

    private Step.WebIdentity webIdentity(Wanted wanted) throws ConfigException {
        String profile = wanted.profile();
        Value file = settings.file(profile, "web_identity_token_file");
        Value process = settings.file(profile, "web_identity_token_process");
        if (file == null && process == null) {
            file = environmentsToken(profile);
        }
        Value said = file == null ? process : file;
        Value role = wanted.roleArn();
        if (said == null) {
            throw new IllegalArgumentException("no web identity: " + profile);
        }
        if (role == null) {
            throw said.fault(
                    ConfigException.Kind.NO_CREDENTIALS, "of profile " + profile + " needs a role_arn beside it");
        }
        Step.Token token = new Step.Token(
                file == null ? null : path(file.text()),
                file == null ? ProgramSetting.of(profile, said) : null,
                said.place());
        return new Step.WebIdentity(
                wanted.roles().assumeRole(profile, role, wanted.duration()), token, wanted.endpoints());
    }

    private Path path(String text) {
        String home = settings.env().get("HOME");
        return home != null && text.startsWith("~/") ? Path.of(home, text.substring(2)) : Path.of(text);
    }

    private SignOn signOn(String profile) throws ConfigException {
        Value session = settings.file(profile, "sso_session");
        Value account = needed(profile, "sso_account_id");
        Value role = needed(profile, "sso_role_name");
        if (!isAccount(account.text())) {
            throw account.invalid("is not the number of an AWS account: twelve digits");
        }
        Setting place = account.place();
        if (place == null) {
            throw account.invalid("can only be set in a file");
        }
        return new SignOn(portal(profile, session), account.text(), role.text(), place);
    }

    private SignOn.Portal portal(String profile, @Nullable Value session) throws ConfigException {
        if (session == null) {
            String url = needed(profile, "sso_start_url").text();
            return new SignOn.Portal(null, url, region(needed(profile, "sso_region")), List.of());
        }
        Setting url = settings.profiles().signOn(session.text(), "sso_start_url");
        Setting region = settings.profiles().signOn(session.text(), "sso_region");
        if (url == null || region == null) {
            throw session.fault(
                    ConfigException.Kind.NO_CREDENTIALS,
                    "of profile " + profile + " names [sso-session " + session.text()
                            + "], which is not there or has no sso_start_url and sso_region");
        }
        Setting scopes = settings.profiles().signOn(session.text(), "sso_registration_scopes");
        return new SignOn.Portal(
                session.text(),
                url.value(),
                region(Value.of("sso_region", region)),
                scopes == null ? List.of("sso:account:access") : list(scopes.value()));
    }

    private static List<String> list(String text) {
        List<String> parts = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            if (!each.isBlank()) {
                parts.add(each.strip());
            }
        }
        return parts;
    }

    private static String region(Value region) throws ConfigException {
        if (!Targets.isRegion(region.text())) {
            throw region.invalid("is not the name of a region");
        }
        return region.text();
    }

    private Value needed(String profile, String key) throws ConfigException {
        Value value = settings.file(profile, key);
        if (value == null) {
            Value present = settings.file(profile, "sso_session");
            Value place = present == null ? settings.file(profile, "sso_start_url") : present;
            throw new ConfigException(
                    ConfigException.Kind.NO_CREDENTIALS,
                    "profile " + profile + " signs in by IAM Identity Center and has no " + key,
                    place == null ? null : place.place());
        }
        return value;
    }

    private static boolean isAccount(String text) {
        boolean fits = text.length() == ACCOUNT_DIGITS;
        for (int i = 0; fits && i < text.length(); i++) {
            fits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return fits;
    }
}
