package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Both readers of a line are held against each other. */
class DirectLineTest {
    private static Invocation invocation(CommandRunner.Words line) {
        App app = new App(
                0,
                Map.of(),
                new MemoryConsole(),
                Clock.systemUTC(),
                time -> {},
                options -> {
                    throw new IllegalStateException("no world");
                },
                new NoCommands(),
                (self, runner, start) -> 0);
        Invocation invocation = new Invocation(app, new GlobalOptions(), App.NO_INPUT, Invocation.Origin.ARGUMENTS);
        if (line.tail() != null) {
            invocation.setTail(line.tail());
        }
        return invocation;
    }

    private static @Nullable Callable<Integer> direct(CommandRunner.Words line, Invocation invocation) {
        return DirectLine.read(line.head(), invocation.options(), invocation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code",
                "code dev",
                "code --single dev",
                "code dev -s",
                "--sandbox code dev",
                "code dev --sandbox",
                "code --sandbox=/x/y dev -vv",
                "-v code -o json dev",
                "-k 1 code dev --key 2 --no-input",
                "--scp code dev",
                "code --scp dev",
                "code --reader name --output text dev",
                "--release-scdaemon code dev",
                "code dev --release-scdaemon",
                "export p",
                "export --format json p",
                "export p --format=json --sandbox",
                "export -o json",
                "exec p -- true --sandbox -v",
                "--sandbox exec p -- sh -c x",
            })
    void aPlainLineMeansTheSameToBoth(String text) throws ReflectiveOperationException {
        CommandRunner.Words line = CommandRunner.Words.of(List.of(text.split(" ")));
        Invocation ours = invocation(line);
        Callable<Integer> command = direct(line, ours);
        assertThat(command).as("read directly").isNotNull();

        Invocation theirs = invocation(line);
        List<CommandLine> parsed = new CommandTree(new NoCommands())
                .all(theirs)
                .parseArgs(line.head().toArray(new String[0]))
                .asCommandLineList();
        Object expected = parsed.get(parsed.size() - 1).getCommand();

        assertThat(command).hasSameClassAs(expected);
        assertThat(state(command)).isEqualTo(state(expected));
        assertThat(state(ours.options())).isEqualTo(state(theirs.options()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "code --help",
                "code -h",
                "code a b",
                "code --at x",
                "code -sv",
                "code -vs dev",
                "-vs code dev",
                "exec -ns p -- true",
                "code --nonsense",
                "cod",
                "code -- x",
                "export --format env p",
                "export --format",
                "export a b",
                "export -t 1 p",
                "exec p true",
                "exec -- true",
                "exec a b -- true",
                "exec -d 1h p -- true",
                "code -o yaml",
                "code -o",
                "code -v -v",
                "code --key -v",
                "oath code dev",
                "--version",
                "--sandbox",
                "-ojson code",
                "code --output=json",
            })
    void anyOtherLineIsLeftToPicocli(String text) {
        CommandRunner.Words line = CommandRunner.Words.of(List.of(text.split(" ")));

        assertThat(direct(line, invocation(line))).isNull();
    }

    /** All that a line can set, mixins included. */
    private static Map<String, String> state(Object command) throws ReflectiveOperationException {
        Map<String, String> state = new TreeMap<>();
        for (Field field : command.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (Modifier.isStatic(field.getModifiers()) || field.getType().equals(Invocation.class)) {
                continue;
            }
            Object value = field.get(command);
            if (field.isAnnotationPresent(CommandLine.Mixin.class)) {
                state.putAll(state(value));
            } else {
                state.put(field.getName(), value instanceof boolean[] flags ? flags.length + "" : value + "");
            }
        }
        return state;
    }

    /** No commands beyond the shell's own. */
    private static final class NoCommands implements CommandSource {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public java.util.Optional<Object> command(String name, Invocation invocation) {
            return java.util.Optional.empty();
        }
    }
}
