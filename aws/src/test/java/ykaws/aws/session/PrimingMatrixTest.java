package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ProfileSet;

/**
 * When GetSessionToken comes first, as a table over everything that it depends on: where the credentials come from, how
 * many roles follow, which devices the profiles name, how long the role is to last, and {@code --no-session}.
 *
 * <p>The chain is base &lt;- one (role R) &lt;- two (role S); the profile asked for is that with as many roles.
 */
class PrimingMatrixTest {
    private static final String MFA = "mfa_serial = arn:aws:iam::123456789012:mfa/";
    private static final String SSO =
            "sso_start_url = https://x\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = P\n";

    @TempDir
    Path folder;

    private final Map<String, String> env = new HashMap<>();

    private SessionRequest plan(String config, String profile, String stored, boolean noSession) throws IOException {
        Files.writeString(folder.resolve("config"), config);
        ProfileSet set = ProfileSet.read(new AwsFiles(folder.resolve("config"), folder.resolve("none")));
        KeyIndex keys = name ->
                (" " + stored + " ").contains(" " + name + " ") ? Optional.of("AKIA-" + name) : Optional.empty();
        return new SessionPlanner(set, keys, env)
                .plan(profile, new SessionPlanner.Options(null, noSession, null, null));
    }

    private static String role(String name) {
        return "role_arn = arn:aws:iam::123456789012:role/" + name + "\n";
    }

    private static String source(String kind) {
        return switch (kind) {
            case "sso" -> SSO;
            case "web" -> "web_identity_token_file = /t\n" + role("W");
            case "env" -> "credential_source = Environment\n";
            case "ec2" -> "credential_source = Ec2InstanceMetadata\n";
            case "program" -> "credential_process = /opt/x --json\n";
            default -> "";
        };
    }

    /** Devices as a word: a letter for each profile, - for none. */
    private static String device(String devices, int index) {
        char c = devices.charAt(index);
        return c == '-' ? "" : MFA + c + "\n";
    }

    private static String shown(SessionRequest request) {
        StringBuilder text = new StringBuilder();
        for (Step step : request.steps()) {
            text.append(text.isEmpty() ? "" : " > ");
            if (step instanceof Step.SessionToken) {
                text.append("token");
            } else if (step instanceof Step.Role role) {
                text.append(role.call().roleArn().replaceFirst(".*/", ""));
            } else if (step instanceof Step.WebIdentity web) {
                text.append("web ").append(web.call().roleArn().replaceFirst(".*/", ""));
            } else {
                text.append(
                        step instanceof Step.Program
                                ? "program"
                                : step instanceof Step.Environment
                                        ? "env"
                                        : step instanceof Step.Machine ? "ec2" : "sso");
            }
            text.append(' ').append(step.duration().toMinutes());
            if (step.mfa() != null && step.mfa().named()) {
                text.append(" mfa=").append(step.mfa().serial().replaceFirst(".*/", ""));
            }
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}, {1} roles, devices {2}, {3} s, no session {4}, keys also of {5}: {6}")
    @CsvSource({
        // source, roles, devices, seconds, --no-session, keys also of, expected
        // Keys, no role: always a session, unless it is not wanted.
        "keys, 0, ---, 3600, false, , token 60",
        "keys, 0, A--, 3600, false, , token 60 mfa=A",
        "keys, 0, A--, 3600, true, , ''",
        // Keys, one role of an hour: a session first where both profiles name the same device.
        "keys, 1, AA-, 3600, false, , token 480 mfa=A > R 60",
        "keys, 1, AB-, 3600, false, , R 60 mfa=B",
        "keys, 1, -A-, 3600, false, , R 60 mfa=A",
        "keys, 1, A--, 3600, false, , R 60",
        "keys, 1, ---, 3600, false, , R 60",
        "keys, 1, AA-, 3600, true, , R 60 mfa=A",
        // Keys, one role of more than an hour: straight from the keys, which alone may ask for it.
        "keys, 1, AA-, 3601, false, , R 60 mfa=A",
        "keys, 1, AA-, 43200, false, , R 720 mfa=A",
        "keys, 1, AB-, 43200, false, , R 720 mfa=B",
        "keys, 1, ---, 43200, false, , R 720",
        "keys, 1, AA-, 43200, true, , R 720 mfa=A",
        // Keys, two roles: a session first, each role an hour at most.
        "keys, 2, AAA, 3600, false, , token 480 mfa=A > R 60 > S 60",
        "keys, 2, AAA, 43200, false, , token 480 mfa=A > R 60 > S 60",
        "keys, 2, AAB, 3600, false, , token 480 mfa=A > R 60 > S 60 mfa=B",
        "keys, 2, AA-, 3600, false, , token 480 mfa=A > R 60 > S 60",
        "keys, 2, ABB, 3600, false, , R 60 mfa=B > S 60",
        "keys, 2, -AA, 43200, false, , R 720 mfa=A > S 60",
        "keys, 2, AAA, 43200, true, , R 720 mfa=A > S 60",
        "keys, 2, ---, 3600, false, , R 60 > S 60",
        // A role profile that has keys itself is where the chain ends: never a session.
        "keys, 1, AA-, 3600, false, one, R 60 mfa=A",
        "keys, 2, AAA, 3600, false, one, R 60 mfa=A > S 60",
        "keys, 2, AAA, 43200, false, two, S 720 mfa=A",
        // Other sources give sessions already, which GetSessionToken does not take.
        "sso, 0, A--, 3600, false, , sso 60",
        "sso, 1, AA-, 3600, false, , sso 60 > R 60 mfa=A",
        "sso, 1, ---, 43200, false, , sso 60 > R 60",
        "sso, 2, ---, 3600, true, , sso 60 > R 60 > S 60",
        "program, 0, A--, 3600, false, , program 60",
        "program, 0, A--, 3600, true, , program 60",
        "program, 1, ---, 3600, false, , program 60 > R 60",
        "program, 2, ---, 43200, false, , program 60 > R 60 > S 60",
        "web, 0, ---, 3600, false, , web W 60",
        "web, 0, A--, 7200, false, , web W 120",
        "web, 1, ---, 3600, false, , web W 60 > R 60",
        "web, 2, ---, 43200, true, , web W 720 > R 60 > S 60",
        // The environment's keys, if they are long-term ones, may ask for a longer role, with a code.
        "env, 0, ---, 3600, false, , env 60",
        "env, 1, -A-, 43200, false, , env 60 > R 720 mfa=A",
        "env, 2, ---, 43200, false, , env 60 > R 720 > S 60",
        "ec2, 1, ---, 43200, false, , ec2 60 > R 60",
        // Keys come before every other source.
        "sso, 1, AA-, 3600, false, base, token 480 mfa=A > R 60",
        "program, 0, A--, 3600, false, base, token 60 mfa=A",
    })
    void matrix(String source, int roles, String devices, int seconds, boolean noSession, String also, String expected)
            throws IOException {
        String last = "duration_seconds = " + seconds + "\n";
        String config = "[profile base]\n" + source(source) + device(devices, 0) + last + "[profile one]\n" + role("R")
                + "source_profile = base\n" + device(devices, 1) + last + "[profile two]\n" + role("S")
                + "source_profile = one\n" + device(devices, 2) + last;
        env.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        env.put("AWS_SECRET_ACCESS_KEY", "s");
        String stored = (source.equals("keys") ? "base " : "") + (also == null ? "" : also);
        String profile = new String[] {"base", "one", "two"}[roles];
        SessionRequest request = plan(config, profile, stored, noSession);
        assertThat(shown(request)).isEqualTo(expected);
        boolean keys = source.equals("keys") || also != null;
        assertThat(request.keys().stored()).isEqualTo(keys);
    }

    @Test
    void theOrderOfSources() throws IOException {
        String all = SSO + source("web") + source("program");
        assertThat(shown(plan("[profile p]\n" + all, "p", "", false))).isEqualTo("sso 60 > W 60");
        assertThat(shown(plan("[profile p]\n" + source("web") + source("program"), "p", "", false)))
                .isEqualTo("web W 60");
        assertThat(shown(plan("[profile p]\n" + source("program") + role("W"), "p", "", false)))
                .isEqualTo("program 60 > W 60");
        assertThat(shown(plan("[profile p]\nsource_profile = q\n" + all + "[profile q]\n", "p", "q", false)))
                .startsWith("W 60");
    }

    @Test
    void aCredentialSourceComesBeforeTheOthers() throws IOException {
        String all = "[profile p]\ncredential_source = Ec2InstanceMetadata\n" + SSO + source("program") + role("R");
        assertThat(shown(plan(all, "p", "", false))).isEqualTo("ec2 60 > R 60");
        assertThat(shown(plan(all + "source_profile = q\n[profile q]\n", "p", "q", false)))
                .isEqualTo("R 60");
    }

    @Test
    void aSessionOfTheEnvironmentMakesTheRoleAChainedOne() throws IOException {
        env.put("AWS_ACCESS_KEY_ID", "ASIAENV");
        env.put("AWS_SECRET_ACCESS_KEY", "s");
        String config = "[profile p]\ncredential_source = Environment\nduration_seconds = 7200\n" + role("R");
        assertThat(shown(plan(config, "p", "", false))).isEqualTo("env 60 > R 120");
        RequestHash before = plan(config, "p", "", false).hash();
        env.put("AWS_SESSION_TOKEN", "t");
        assertThat(shown(plan(config, "p", "", false))).isEqualTo("env 60 > R 60");
        env.remove("AWS_SESSION_TOKEN");
        env.put("AWS_ACCESS_KEY_ID", "ASIAOTHER");
        assertThat(plan(config, "p", "", false).hash()).isNotEqualTo(before);
    }

    @Test
    void theWebIdentityOfTheEnvironmentIsThatOfAProfileWithoutAnother() throws IOException {
        env.put("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/token");
        env.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/Pod");
        assertThat(shown(plan("", "default", "", false))).isEqualTo("web Pod 60");
        assertThat(shown(plan("[profile p]\n", "p", "", false))).isEqualTo("web Pod 60");
        assertThat(shown(plan("[profile p]\n", "p", "p", false))).isEqualTo("Pod 60");
        assertThat(shown(plan("[profile p]\n" + source("program"), "p", "", false)))
                .isEqualTo("program 60 > Pod 60");
        assertThat(shown(plan("[profile p]\n" + source("web"), "p", "", false))).isEqualTo("web Pod 60");
        SessionRequest request = plan("[profile p]\n", "p", "", false);
        assertThat(request.steps().get(0))
                .isInstanceOfSatisfying(
                        Step.WebIdentity.class,
                        web -> assertThat(web.token().file()).hasToString("/var/run/token"));
    }

    @Test
    void aProgramThatIsYkawsIsFollowed() throws IOException {
        String config = "[profile p]\ncredential_process = /usr/bin/ykaws export --format json base\n" + role("R");
        SessionRequest request = plan(config, "p", "base", false);
        assertThat(shown(request)).isEqualTo("R 60");
        assertThat(request.keys().profile()).isEqualTo("base");
        String other = "[profile p]\ncredential_process = ykaws export --format json --region x base\n";
        assertThat(shown(plan(other, "p", "base", false))).isEqualTo("program 60");
    }

    @Test
    void theProgramOfCodesIsInheritedOtherThanTheDevice() throws IOException {
        String config = "[profile base]\nmfa_process = pass otp aws\n[profile one]\n" + role("R")
                + "source_profile = base\n" + MFA + "A\n";
        Mfa mfa = plan(config, "one", "base", false).steps().get(0).mfa();
        assertThat(mfa).isNotNull();
        assertThat(mfa.program()).isNotNull();
        assertThat(mfa.program().words()).containsExactly("pass", "otp", "aws");
        assertThat(mfa.program().profile()).isEqualTo("base");
    }

    @ParameterizedTest
    @CsvSource({
        "ykaws code --single arn:aws:iam::123456789012:mfa/A, ",
        "ykaws oath code -s other, other",
        "/opt/ykaws code other --single, other",
    })
    void aProgramOfCodesThatIsYkawsNamesAnAccount(String command, String account) throws IOException {
        String config = "[profile base]\nmfa_process = " + command + "\n" + MFA + "A\n";
        Mfa mfa = plan(config, "base", "base", false).steps().get(0).mfa();
        assertThat(mfa).isEqualTo(new Mfa("arn:aws:iam::123456789012:mfa/A", account, null));
    }

    @Test
    void aSharedSourceIsARequestOfItsOwn() throws IOException {
        String config = "[profile base]\n" + SSO + "[profile one]\n" + role("R") + "source_profile = base\n";
        SessionRequest role = plan(config, "one", "", false);
        SessionRequest base = plan(config, "base", "", false);
        assertThat(role.prime()).isPresent();
        assertThat(role.prime().get().hash()).isEqualTo(base.hash());
        assertThat(role.withMfaOnRole()).isEmpty();
        SessionRequest other = plan(config.replace("= P", "= Q"), "base", "", false);
        assertThat(other.hash()).isNotEqualTo(base.hash());
    }

    @Test
    void aSessionSection() throws IOException {
        String config = "[sso-session corp]\nsso_start_url = https://corp\nsso_region = eu-west-1\n"
                + "sso_registration_scopes = sso:account:access, x\n[profile p]\nsso_session = corp\n"
                + "sso_account_id = 123456789012\nsso_role_name = P\n";
        Step.SingleSignOn step =
                (Step.SingleSignOn) plan(config, "p", "", false).steps().get(0);
        assertThat(step.role().portal())
                .isEqualTo(new SignOn.Portal(
                        "corp", "https://corp", "eu-west-1", java.util.List.of("sso:account:access", "x")));
        assertThat(step.role().portal().tokenName()).isEqualTo("corp");
    }
}
