package ykaws.aws.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.Endpoints;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.ProgramSetting;
import ykaws.aws.session.Step;
import ykaws.oath.Secret;

/** Programs are real ones: a small script of sh each. */
class SourcesTest {
    private static final Path CONFIG = Path.of("/x/config");

    @TempDir
    Path folder;

    private static ProgramSetting setting(String... words) {
        return new ProgramSetting("p", "credential_process", List.of(words), new Setting("", CONFIG, 7));
    }

    private static ForeignProgram program(Duration patience) {
        return new ForeignProgram(Map.of("PATH", System.getenv("PATH"), "GIVEN", "yes"), patience);
    }

    private static Sources sources() {
        TestClock clock = new TestClock();
        return new Sources(new MemoryAws(clock), clock, program(Duration.ofSeconds(20)), step -> {
            throw new IllegalStateException("nobody signs on");
        });
    }

    private static SessionCredentials credentials(String json) throws IOException {
        Step.Program step =
                new Step.Program(setting("printf", "%s", json), Duration.ofHours(1), Endpoints.of("us-east-1"));
        return sources().get(step);
    }

    private static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void aWholeDocument() throws IOException {
        try (SessionCredentials found = credentials("{\"Version\":1,\"AccessKeyId\":\"ASIAX\","
                + "\"SecretAccessKey\":\"s\\u002Fe\",\"SessionToken\":\"t\",\"Expiration\":\"2100-01-02T03:04:05+01:00\","
                + "\"AccountId\":\"123456789012\",\"More\":{\"AccessKeyId\":\"no\"}}")) {
            assertThat(found.accessKeyId()).isEqualTo("ASIAX");
            assertThat(text(found.secretAccessKey())).isEqualTo("s/e");
            assertThat(text(found.sessionToken())).isEqualTo("t");
            assertThat(found.expiration()).isEqualTo("2100-01-02T02:04:05Z");
            assertThat(found.accountId()).isEqualTo("123456789012");
        }
    }

    @Test
    void longTermKeysAreAskedForAgainInAnHour() throws IOException {
        try (SessionCredentials found =
                credentials("{\"Version\":1,\"AccessKeyId\":\"AKIAX\",\"SecretAccessKey\":\"s\"}")) {
            assertThat(found.sessionToken().length()).isZero();
            assertThat(found.expiration()).isEqualTo(TestClock.START.plus(Duration.ofHours(1)));
            assertThat(found.accountId()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing | prints no credentials: it is not a JSON object",
                "[] | prints no credentials: it is not a JSON object",
                "{\"Version\":1, | prints no credentials: it is not a JSON object",
                "{\"Version\":2} | prints a document of another version than 1",
                "{\"AccessKeyId\":\"A\"} | prints a document of another version than 1",
                "{\"Version\":1,\"AccessKeyId\":\"A\"} | prints no AccessKeyId, or no SecretAccessKey",
                "{\"Version\":1,\"SecretAccessKey\":\"planted\"} | prints no AccessKeyId, or no SecretAccessKey",
                "{\"Version\":1,\"Expiration\":\"soon\"} | prints an Expiration that is no time: soon",
                "{\"Version\":1,\"Expiration\":\"2001-01-01T00:00:00Z\"} | prints credentials that expired at 2001-01-01T00:00:00Z",
            })
    void documentsThatAreNone(String json, String message) {
        assertThatThrownBy(() -> credentials(json)).isInstanceOfSatisfying(ConfigException.class, e -> {
            assertThat(e).hasMessage("/x/config:7: credential_process of profile p " + message);
            assertThat(e.kind()).isEqualTo(ConfigException.Kind.SOURCE_FAILED);
            assertThat(e).hasNoCause();
        });
    }

    private static void assertFails(ProgramSetting setting, Duration patience, String message) {
        assertThatThrownBy(() -> program(patience).output(setting, false))
                .isInstanceOf(ConfigException.class)
                .hasMessage("/x/config:7: credential_process of profile p " + message);
    }

    @Test
    void programsThatFail() {
        Duration patience = Duration.ofSeconds(20);
        assertFails(
                setting("/no/such/program"),
                patience,
                "cannot be run: /no/such/program is not there, or is no program");
        assertFails(
                setting("sh", "-c", "echo one >&2; echo why >&2; exit 3"), patience, "failed with exit code 3: why");
        assertFails(setting("sh", "-c", "echo secret; exit 1"), patience, "failed with exit code 1");
        assertFails(
                setting("sh", "-c", "head -c 100000 /dev/zero"),
                patience,
                "prints more than credentials, or does not end");
        assertFails(setting("sh", "-c", "sleep 600"), Duration.ofMillis(200), "did not end within 0 s");
    }

    @Test
    void noShellAndNoEnvironmentButTheGivenOne() throws IOException {
        try (Secret output = program(Duration.ofSeconds(20)).output(setting("printf", "%s", "$GIVEN; `id`"), false)) {
            assertThat(text(output)).isEqualTo("$GIVEN; `id`");
        }
        try (Secret output =
                program(Duration.ofSeconds(20)).output(setting("sh", "-c", "echo $GIVEN $HOME; cat"), false)) {
            assertThat(text(output)).isEqualTo("yes\n");
        }
    }

    private Step.WebIdentity web(Step.Token token) {
        return new Step.WebIdentity(
                new ykaws.aws.AssumeRole(
                        "arn:aws:iam::123456789012:role/W",
                        "me",
                        Duration.ofHours(1),
                        new ykaws.aws.AssumeRole.Options(null, Map.of(), List.of(), null)),
                token,
                Endpoints.of("us-east-1"));
    }

    @Test
    void tokensThatAreNone() throws IOException {
        Setting place = new Setting("", CONFIG, 9);
        assertThatThrownBy(() -> sources().get(web(new Step.Token(folder.resolve("none"), null, place))))
                .hasMessage("/x/config:9: the web identity's token " + folder.resolve("none") + " cannot be read");
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        assertThatThrownBy(() -> sources().get(web(new Step.Token(empty, null, place))))
                .hasMessage("/x/config:9: the web identity's token is empty, or too long to be one");
        assertThatThrownBy(() -> sources().get(web(new Step.Token(null, setting("false"), place))))
                .hasMessageContaining("failed with exit code 1");
    }
}
