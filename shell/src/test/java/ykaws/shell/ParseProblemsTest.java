package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ParseProblemsTest {
    private static Problem of(String line) {
        App app = new App(
                0,
                Map.of(),
                new MemoryConsole(),
                Clock.systemUTC(),
                time -> {},
                options -> {
                    throw new IllegalStateException("no world");
                },
                new CommandSource() {
                    @Override
                    public List<String> names() {
                        return List.of();
                    }

                    @Override
                    public Optional<Object> command(String name, Invocation invocation) {
                        return Optional.empty();
                    }
                },
                (self, runner, start) -> 0);
        CommandLine commands = new CommandTree(app.extras())
                .all(new Invocation(app, new GlobalOptions(), App.NO_INPUT, Invocation.Origin.ARGUMENTS));
        return ParseProblems.of(
                catchThrowableOfType(ParameterException.class, () -> commands.parseArgs(line.split(" "))));
    }

    @ParameterizedTest
    @CsvSource({
        "exce, exec",
        "lsit, list",
        "statsu, status",
        "enrol, enroll",
        "comp, completion",
        "oath lst, list",
        "oath password st, set",
        "code --singel, --single",
        "code --sin, --single",
        "--sandbo, --sandbox",
        "exec --regoin=x, --region",
    })
    void nearWordsAreSuggested(String line, String suggestion) {
        assertThat(of(line).hints()).contains("did you mean '" + suggestion + "'?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"frob", "xyzzy", "oath frob", "code --frobnicate", "-x", "--x", "code -Z", "oath list --no-such"
            })
    void othersAreNot(String line) {
        assertThat(of(line).hints()).noneMatch(hint -> hint.startsWith("did you mean"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frob|no command 'frob'",
                "oath frob|no command 'oath frob'",
                "oath password frob|no command 'oath password frob'",
                "oath list frob|unexpected argument: 'frob'",
                "enroll --tag x|value for option '--tag' (KEY=VALUE) should be in KEY=VALUE format but was x",
                "export --format xml|invalid value for option '--format': expected one of env, export-env, json, ini but was 'xml'",
                "vault unlocker add x|invalid value for KIND: expected one of keyring, passphrase, yubikey, recovery but was 'x'",
                "serve --port x|invalid value for option '--port': 'x' is not a whole number",
            })
    void theWordsAreThoseOfTheCommandLine(String line, String message) {
        assertThat(of(line).message()).isEqualTo(message);
    }

    @Test
    void whereHelpIsToBeHadIsTheLastHint() {
        assertThat(of("oath lst").hints()).endsWith("ykaws oath --help");
    }
}
