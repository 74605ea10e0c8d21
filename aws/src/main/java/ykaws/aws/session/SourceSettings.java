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
 * Where the credentials of a profile come from that has no keys and no source_profile, in aws-vault's order: IAM Identity
 * Center, a web identity, a program.
 */
final class SourceSettings {
    /** Unless a source says so, its credentials are asked for again after an hour. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private static final int ACCOUNT_DIGITS = 12;

    private final Settings settings;

    SourceSettings(Settings settings) {
        this.settings = settings;
    }

    /** Whether there is any. */
    boolean has(String profile) throws ConfigException {
        return settings.file(profile, "sso_session") != null
                || settings.file(profile, "sso_start_url") != null
                || isWebIdentity(profile)
                || settings.file(profile, "credential_process") != null;
    }

    private boolean isWebIdentity(String profile) throws ConfigException {
        return settings.file(profile, "web_identity_token_file") != null
                || settings.file(profile, "web_identity_token_process") != null;
    }

    /** Whether it is a web identity, and not Identity Center, that gives the credentials. */
    boolean isWebIdentityFirst(String profile) throws ConfigException {
        return settings.file(profile, "sso_session") == null
                && settings.file(profile, "sso_start_url") == null
                && isWebIdentity(profile);
    }

    /** The program of {@code credential_process}, if that is where the credentials come from; null else. */
    @Nullable
    ProgramSetting program(String profile) throws ConfigException {
        Value process = settings.file(profile, "credential_process");
        boolean other = settings.file(profile, "sso_session") != null
                || settings.file(profile, "sso_start_url") != null
                || isWebIdentity(profile);
        return process == null || other ? null : ProgramSetting.of(profile, process);
    }

    /** What the planner knows of the profile. */
    record Wanted(
            String profile, @Nullable Value roleArn, RoleSettings roles, Duration duration, Endpoints endpoints) {}

    /** The first step, for a profile that {@link #has} one. */
    Step.Source step(Wanted wanted) throws ConfigException {
        String profile = wanted.profile();
        if (settings.file(profile, "sso_session") != null || settings.file(profile, "sso_start_url") != null) {
            return new Step.SingleSignOn(signOn(profile), ASK_AGAIN, wanted.endpoints());
        }
        if (isWebIdentity(profile)) {
            return webIdentity(wanted);
        }
        ProgramSetting program = program(profile);
        if (program == null) {
            throw new IllegalArgumentException("no source: " + profile);
        }
        return new Step.Program(program, ASK_AGAIN, wanted.endpoints());
    }

    private Step.WebIdentity webIdentity(Wanted wanted) throws ConfigException {
        String profile = wanted.profile();
        Value file = settings.file(profile, "web_identity_token_file");
        Value process = settings.file(profile, "web_identity_token_process");
        Value said = file == null ? process : file;
        Setting place = said == null ? null : said.place();
        Value role = wanted.roleArn();
        if (said == null || place == null) {
            throw new IllegalArgumentException("no web identity: " + profile);
        }
        if (role == null) {
            throw said.fault(
                    ConfigException.Kind.NO_CREDENTIALS, "of profile " + profile + " needs a role_arn beside it");
        }
        Step.Token token = new Step.Token(
                file == null ? null : path(file.text()), file == null ? ProgramSetting.of(profile, said) : null, place);
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
