package ykaws.shell;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import ykaws.pcsc.Pause;

/**
 * What one process of ykaws consists of, apart from the command that it runs.
 *
 * @param argumentCount how many arguments the process was given
 * @param environment the process's environment
 * @param worlds the world that the options ask for
 * @param extras commands that only the application has (demo, sandbox, template)
 * @param noCommand what runs when the process was given options and no command
 */
public record App(
        int argumentCount,
        Map<String, String> environment,
        Console console,
        InstantSource clock,
        Pause pause,
        Function<GlobalOptions, World> worlds,
        CommandSource extras,
        NoCommand noCommand) {

    /** The interactive shell, or the lines of standard input. */
    public interface NoCommand {
        /** Runs it to its end and returns the exit code. */
        int run(App app, CommandRunner runner, GlobalOptions start) throws IOException;
    }

    /** What a command may read from standard input: a pipe's content, or nothing in the shell and in scripts. */
    public static final InputStream NO_INPUT = InputStream.nullInputStream();

    /** The same program at another console. */
    public App withConsole(Console other) {
        return new App(argumentCount, environment, other, clock, pause, worlds, extras, noCommand);
    }
}
