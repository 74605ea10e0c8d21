package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ProfileSet;

/** What is asked for, and in which order: the rules of priming, MFA and durations. Faults: SessionPlannerFaultsTest. */
class SessionPlannerTest {
    private static final String ROLE = "role_arn = arn:aws:iam::123456789012:role/R";
    private static final String MFA = "mfa_serial = arn:aws:iam::123456789012:mfa/dev";
    private static final String MFA2 = "mfa_serial = arn:aws:iam::123456789012:mfa/other";

    @TempDir
    Path folder;

    private final Map<String, String> env = new HashMap<>();
    private String stored = "base";

    private SessionRequest plan(String config, String profile, SessionPlanner.Options options) throws IOException {
        Files.writeString(folder.resolve("config"), config);
        ProfileSet set = ProfileSet.read(new AwsFiles(folder.resolve("config"), folder.resolve("none")));
        KeyIndex keys = name ->
                (" " + stored + " ").contains(" " + name + " ") ? Optional.of("AKIA-" + name) : Optional.empty();
        return new SessionPlanner(set, keys, env).plan(profile, options);
    }

    private SessionRequest plan(String config, String profile) throws IOException {
        return plan(config, profile, SessionPlanner.Options.NONE);
    }

    private static SessionPlanner.Options lasting(String duration) {
        return new SessionPlanner.Options(DurationText.parse(duration), false, null, null);
    }

    /** Such as "token 8h mfa dev; role R 1h". */
    private static String steps(SessionRequest request) {
        StringBuilder text = new StringBuilder();
        for (Step step : request.steps()) {
            text.append(text.isEmpty() ? "" : "; ");
            text.append(
                    step instanceof Step.Role role
                            ? "role " + role.call().roleArn().replaceFirst(".*/", "")
                            : "token");
            text.append(' ').append(step.duration().toString().substring(2).toLowerCase(java.util.Locale.ROOT));
            text.append(
                    step.mfa() == null
                            ? ""
                            : !step.mfa().named()
                                    ? " mfa?"
                                    : " mfa " + step.mfa().serial().replaceFirst(".*/", ""));
        }
        return text.toString();
    }

    /** The chain is base (keys) &lt;- one (role R) &lt;- two (role S). */
    private static String chain(String base, String one, String two) {
        return "[profile base]\n" + base + "\n[profile one]\n" + ROLE + "\nsource_profile = base\n" + one
                + "\n[profile two]\n" + ROLE.replace("role/R", "role/S") + "\nsource_profile = one\n" + two + "\n";
    }

    @ParameterizedTest
    @CsvSource({
        // One device in all profiles: one session for all roles.
        "M, M, M, base, token 1h mfa dev",
        "M, M, M, one,  token 8h mfa dev; role R 1h",
        "M, M, M, two,  token 8h mfa dev; role R 1h; role S 1h",
        // No device: no session is needed for roles, the keys do. What the keys sign may take a plugged-in one.
        "'', '', '', base, token 1h mfa?",
        "'', '', '', one,  role R 1h mfa?",
        "'', '', '', two,  role R 1h mfa?; role S 1h",
        "N, '', '', base, token 1h",
        "N, '', '', one, role R 1h mfa?",
        "'', N, '', one, role R 1h",
        // The device is never inherited from source_profile.
        "M, '', '', one, role R 1h mfa?",
        "'', M, '', one, role R 1h mfa dev",
        "'', M, M, two,  role R 1h mfa dev; role S 1h",
        "M, O, '', one,  role R 1h mfa other",
        "M, M, O, two,   token 8h mfa dev; role R 1h; role S 1h mfa other",
        "M, M, '', two,  token 8h mfa dev; role R 1h; role S 1h",
    })
    void primingAndMfa(String base, String one, String two, String profile, String expected) throws IOException {
        SessionRequest request = plan(chain(serial(base), serial(one), serial(two)), profile);
        assertThat(steps(request)).isEqualTo(expected);
        assertThat(request.keys()).isEqualTo(new SessionRequest.Keys("base", "AKIA-base"));
        assertThat(request.profile()).isEqualTo(profile);
    }

    private static String serial(String letter) {
        return letter.equals("N") ? "ykaws_mfa = off" : letter.equals("M") ? MFA : letter.equals("O") ? MFA2 : "";
    }

    @ParameterizedTest
    @CsvSource({
        // One role of more than an hour goes straight from the keys; two never last longer than an hour.
        "one, 2h,  role R 2h mfa dev",
        "one, 30m, token 30m mfa dev; role R 30m",
        "one, 1h,  token 1h mfa dev; role R 1h",
        "two, 2h,  token 2h mfa dev; role R 1h; role S 1h",
        "base, 36h, token 36h mfa dev",
    })
    void theOptionOverridesEveryDuration(String profile, String duration, String expected) throws IOException {
        env.put("AWS_SESSION_TOKEN_TTL", "20m");
        env.put("AWS_CHAINED_SESSION_TOKEN_TTL", "20m");
        env.put("AWS_ASSUME_ROLE_TTL", "20m");
        String config = chain(MFA, MFA + "\nduration_seconds = 1000", MFA);
        assertThat(steps(plan(config, profile, lasting(duration)))).isEqualTo(expected);
    }

    @Test
    void environmentBeforeProfile() throws IOException {
        String config = chain(MFA, MFA + "\nduration_seconds = 1800", MFA);
        assertThat(steps(plan(config, "one"))).isEqualTo("token 8h mfa dev; role R 30m");
        env.put("AWS_ASSUME_ROLE_TTL", "45m");
        env.put("AWS_CHAINED_SESSION_TOKEN_TTL", "12h");
        env.put("AWS_SESSION_TOKEN_TTL", "2h");
        assertThat(steps(plan(config, "one"))).isEqualTo("token 12h mfa dev; role R 45m");
        assertThat(steps(plan(config, "base"))).isEqualTo("token 2h mfa dev");
    }

    @Test
    void aRoleProfileWithItsOwnKeysIsNotPrimed() throws IOException {
        stored = "base one";
        SessionRequest request = plan(chain(MFA, MFA, MFA), "one");
        assertThat(steps(request)).isEqualTo("role R 1h mfa dev");
        assertThat(request.keys().profile()).isEqualTo("one");
        assertThat(steps(plan(chain(MFA, MFA, MFA), "two"))).isEqualTo("role R 1h mfa dev; role S 1h");
    }

    @Test
    void withoutSessions() throws IOException {
        SessionPlanner.Options none = new SessionPlanner.Options(null, true, null, null);
        assertThat(plan(chain(MFA, MFA, MFA), "base", none).keysOnly()).isTrue();
        assertThat(steps(plan(chain(MFA, MFA, MFA), "one", none))).isEqualTo("role R 1h mfa dev");
    }

    @Test
    void aSourceThatIsItselfOrMissingIsIgnored() throws IOException {
        stored = "self";
        assertThat(steps(plan("[profile self]\nsource_profile = self\n", "self")))
                .isEqualTo("token 1h mfa?");
        assertThat(steps(plan("[profile self]\nsource_profile = nobody\n", "self")))
                .isEqualTo("token 1h mfa?");
    }

    @Test
    void aProfileWithoutASectionButWithKeys() throws IOException {
        assertThat(steps(plan("", "base"))).isEqualTo("token 1h mfa?");
        assertThat(plan("", "base").target().regionConfigured()).isFalse();
        assertThat(plan("[profile p]\nsource_profile = base\n" + MFA, "p")
                        .keys()
                        .profile())
                .isEqualTo("base");
    }

    @Test
    void settingsOfARole() throws IOException {
        String config = chain(
                "",
                "external_id = ex/1\nrole_session_name = me\nsession_tags = team = a b , env=x=y\n"
                        + "transitive_session_tags = team,env\nsource_identity = who@x\nykaws_oath_name = my account\n"
                        + MFA,
                "");
        Step.Role role = (Step.Role) plan(config, "one").steps().get(0);
        assertThat(role.call().sessionName()).isEqualTo("me");
        assertThat(role.call().options().externalId()).isEqualTo("ex/1");
        assertThat(role.call().options().tags()).containsExactly(Map.entry("team", "a b"), Map.entry("env", "x=y"));
        assertThat(role.call().options().transitiveTags()).containsExactly("team", "env");
        assertThat(role.call().options().sourceIdentity()).isEqualTo("who@x");
        assertThat(role.mfa()).isEqualTo(new Mfa("arn:aws:iam::123456789012:mfa/dev", "my account"));
    }

    @Test
    void theEnvironmentSpeaksOfTheActiveProfileOnly() throws IOException {
        env.put("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/FromEnv");
        env.put("AWS_ROLE_SESSION_NAME", "env");
        env.put("AWS_SESSION_TAGS", "a=1");
        env.put("AWS_TRANSITIVE_TAGS", "a");
        env.put("AWS_SOURCE_IDENTITY", "env-id");
        env.put("AWS_MFA_SERIAL", "arn:aws:iam::123456789012:mfa/env");
        SessionRequest request = plan(chain("", "", ""), "two");
        assertThat(steps(request)).isEqualTo("token 8h mfa env; role R 1h; role FromEnv 1h");
        Step.Role first = (Step.Role) request.steps().get(1);
        Step.Role second = (Step.Role) request.steps().get(2);
        assertThat(first.call().sessionName()).isEqualTo("ykaws-one");
        assertThat(first.call().options().tags()).isEmpty();
        assertThat(second.call().sessionName()).isEqualTo("env");
        assertThat(second.call().options().tags()).containsEntry("a", "1");
        assertThat(second.call().options().sourceIdentity()).isEqualTo("env-id");
    }

    @ParameterizedTest
    @CsvSource({"'my dev/1é', ykaws-my-dev-1-", "a@b+c=d, ykaws-a@b+c=d"})
    void theDefaultSessionNameIsValidAndStable(String name, String expected) throws IOException {
        stored = name;
        String config = "[profile \"" + name + "\"]\n" + ROLE + "\n";
        SessionRequest request = plan(config, name);
        assertThat(((Step.Role) request.steps().get(0)).call().sessionName()).isEqualTo(expected);
        assertThat(plan(config, name).hash()).isEqualTo(request.hash());
    }

    @Test
    void aLongNameIsCut() throws IOException {
        stored = "x".repeat(100);
        SessionRequest request = plan("[profile " + stored + "]\n" + ROLE + "\n", stored);
        assertThat(((Step.Role) request.steps().get(0)).call().sessionName()).hasSize(64);
    }

    @Test
    void inheritance() throws IOException {
        String config = "[default]\nregion = eu-west-3\n" + MFA + "\n[profile common]\nduration_seconds = 1200\n"
                + "[profile base]\n[profile one]\ninclude_profile = common\nsource_profile = base\n" + ROLE + "\n";
        SessionRequest request = plan(config, "one");
        // [default] reaches base, and common at the end of one's includes.
        assertThat(steps(request)).isEqualTo("token 8h mfa dev; role R 20m");
        assertThat(request.target().endpoints().region()).isEqualTo("eu-west-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h30m", "90m", "5400s", "5400", "1h29m60s"})
    void durationsAreSpeltInManyWays(String text) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "1x", "-1h", "1h30", "1.5h", "99999999999999999999", "9000h", "1 h"})
    void orNotAtAll(String text) {
        assertThat(DurationText.parse(text)).isNull();
    }
}
