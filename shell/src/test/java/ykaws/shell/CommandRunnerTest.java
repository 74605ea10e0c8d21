package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandRunnerTest {
    private final MemoryConsole console = new MemoryConsole();
    private final List<Invocation> ran = new ArrayList<>();
    private int ranWithoutCommand;

    /** A command that only notes that it ran. */
    @Command(name = "probe")
    static final class Probe implements Callable<Integer>, TakesTail {
        private final Invocation invocation;
        private final List<Invocation> ran;

        @Parameters
        List<String> words = new ArrayList<>();

        @Option(names = "--fail")
        boolean fail;

        @Option(names = "--say")
        boolean say;

        @Option(names = "--step")
        boolean step;

        @Option(names = "--datum")
        boolean datum;

        Probe(Invocation invocation, List<Invocation> ran) {
            this.invocation = invocation;
            this.ran = ran;
        }

        @Override
        public Integer call() {
            if (say) {
                invocation.console().say("ykaws: note: something");
            }
            if (step) {
                invocation.console().error("ykaws: hint: do it by hand");
            }
            if (datum) {
                invocation.console().data("{}");
            }
            if (fail) {
                throw Problem.usage("no good", "be better").failure();
            }
            ran.add(invocation);
            return 0;
        }
    }

    private int run(@Nullable GlobalOptions start, String... words) {
        CommandSource extras = new CommandSource() {
            @Override
            public List<String> names() {
                return List.of("probe");
            }

            @Override
            public Optional<Object> command(String name, Invocation invocation) {
                return name.equals("probe") ? Optional.of(new Probe(invocation, ran)) : Optional.empty();
            }
        };
        App app = new App(
                words.length,
                Map.of(),
                console,
                Clock.systemUTC(),
                time -> {},
                options -> {
                    throw new IllegalStateException("no world");
                },
                extras,
                (self, runner, options) -> {
                    ranWithoutCommand++;
                    return 0;
                });
        return new CommandRunner(app)
                .run(List.of(words), new CommandRunner.Setting(App.NO_INPUT, Invocation.Origin.ARGUMENTS, start));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--sandbox -o json -k 1 -vv probe x",
                "-o json -k 1 -vv probe --sandbox x",
                "-o json probe x -k 1 -v -v --sandbox",
                "probe --sandbox -o json -k 1 -vv x",
                "-k 1 probe -vv x --sandbox --output json",
            })
    void globalOptionsWorkBeforeAndAfterTheCommand(String line) {
        assertThat(run(null, line.split(" "))).as(console.toString()).isZero();

        GlobalOptions options = ran.get(0).options();
        assertThat(options.sandbox()).isEmpty();
        assertThat(options.json()).isTrue();
        assertThat(options.keys()).containsExactly("1");
        assertThat(options.verbosity()).isEqualTo(2);
    }

    @Test
    void aKeyMayBeNamedOnBothSides() {
        run(null, "-k", "1", "probe", "--key", "2");

        assertThat(ran.get(0).options().keys()).containsExactly("1", "2");
    }

    @Test
    void theSandboxFolderIsOnlyEverAttached() {
        run(null, "--sandbox=/tmp/x", "probe");
        run(null, "--sandbox", "probe");

        assertThat(ran).extracting(each -> each.options().sandbox()).containsExactly("/tmp/x", "");
    }

    @Test
    void wordsAfterTwoDashesAreNotOurs() {
        run(null, "probe", "--", "--sandbox", "-k", "--", "x");

        assertThat(ran.get(0).tail()).containsExactly("--sandbox", "-k", "--", "x");
        assertThat(ran.get(0).options().sandbox()).isNull();
    }

    @Test
    void theSandboxWordOfAnotherProgramIsGivenBack() {
        assertThat(CommandRunner.verbatim(List.of("git", CommandRunner.SANDBOX_ALONE, "--sandbox=", "-v")))
                .containsExactly("git", "--sandbox", "--sandbox=", "-v");
    }

    @Test
    void aLineTakesTheOptionsOfTheStartUnlessItHasItsOwn() {
        GlobalOptions start = new GlobalOptions();
        start.setSandbox("/s");
        start.addKeys(List.of("7"));
        start.output = GlobalOptions.Output.json;

        run(start, "probe", "-o", "text");

        GlobalOptions options = ran.get(0).options();
        assertThat(options.sandbox()).isEqualTo("/s");
        assertThat(options.keys()).containsExactly("7");
        assertThat(options.json()).isFalse();
    }

    @Test
    void theSandboxIsChosenAtTheStartOnly() {
        assertThat(run(new GlobalOptions(), "probe", "--sandbox")).isEqualTo(ExitCode.USAGE);
        assertThat(ran).isEmpty();
    }

    @Test
    void withoutCommandTheStartDecides() {
        assertThat(run(null, "--sandbox", "-o", "json")).isZero();
        assertThat(ranWithoutCommand).isOne();
        assertThat(run(new GlobalOptions(), "-v")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void problemsFollowTheGrammar() {
        assertThat(run(null, "probe", "--fail")).isEqualTo(ExitCode.USAGE);
        assertThat(console.errors).containsExactly("ykaws: error: no good", "ykaws: hint: be better");
    }

    @Test
    void problemsAreJsonWhereOutputIs() {
        run(null, "probe", "--fail", "-o", "json");

        assertThat(console.errors)
                .containsExactly("{\"error\":{\"kind\":\"usage\",\"message\":\"no good\",\"hints\":[\"be better\"]}}");
    }

    @Test
    void anErrorAsADocumentStandsAlone() {
        run(null, "probe", "--say", "--step", "--fail", "-o", "json");

        assertThat(console.said).isEmpty();
        assertThat(console.errors)
                .containsExactly("{\"error\":{\"kind\":\"usage\",\"message\":\"no good\","
                        + "\"hints\":[\"be better\",\"do it by hand\"]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe --say -o json", "probe --say --datum -o json", "probe --say --fail -v -o json"})
    void whatIsSaidIsToldInTheEndIfThereIsNoError(String line) {
        run(null, line.split(" "));

        assertThat(console.said).containsExactly("ykaws: note: something");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prob", "oath", "oath nonsense", "code --nonsense", "code a b", "-o yaml code", "code -- x"})
    void aLineThatMakesNoSenseIsUsage(String line) {
        assertThat(run(null, line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(console.errors.get(0)).startsWith("ykaws: error: ").matches("ykaws: error: [^A-Z].*[^.]");
        assertThat(console.printed).isEmpty();
    }
}
