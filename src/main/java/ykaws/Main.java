package ykaws;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import ykaws.pcsc.Pause;
import ykaws.shell.App;
import ykaws.shell.CommandRunner;
import ykaws.shell.GlobalOptions;
import ykaws.shell.Invocation;
import ykaws.shell.Streams;
import ykaws.shell.TtyConsole;
import ykaws.shell.jline.InteractiveShell;
import ykaws.shell.script.Script;

/**
 * ykaws makes a YubiKey the MFA device of an AWS developer.
 *
 * <pre>
 * ykaws                                  the shell, or the commands on standard input
 * ykaws enroll dev                       this key becomes the MFA device of dev
 * ykaws code dev                         six digits, after a touch
 * ykaws exec dev-role -- aws s3 ls       a command, as a role that asks for MFA
 * ykaws demo                             all of it, in the sandbox
 * </pre>
 *
 * <p>This class is the wiring: it makes the parts, runs one line, and ends with its exit code.
 */
public final class Main {
    private Main() {}

    /** The entry of the program. */
    public static void main(String[] args) {
        // Output is ours to end: a closed pipe must not end a command half way.
        System.exit(run(List.of(args), streams()));
    }

    static int run(List<String> words, Streams streams) {
        App app = new App(
                words.size(),
                System.getenv(),
                new TtyConsole(streams),
                Clock.systemUTC(),
                Pause.SYSTEM,
                new Worlds(System.getenv(), streams),
                new OwnCommands(),
                (self, runner, start) -> noCommand(self, runner, start, streams));
        InputStream input = streams.inIsTerminal() ? App.NO_INPUT : streams.in();
        return new CommandRunner(app).run(words, new CommandRunner.Setting(input, Invocation.Origin.ARGUMENTS, null));
    }

    private static int noCommand(App app, CommandRunner runner, GlobalOptions start, Streams streams)
            throws IOException {
        if (streams.inIsTerminal() && streams.outIsTerminal()) {
            return new InteractiveShell(app, start).run();
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
        return new Script(app, runner, start).run(lines, "standard input");
    }

    private static Streams streams() {
        String terminals = System.getProperty("ykaws.tty", "000");
        return new Streams(
                System.in,
                printer(FileDescriptor.out),
                printer(FileDescriptor.err),
                terminals.charAt(0) == '1',
                terminals.charAt(1) == '1',
                terminals.charAt(2) == '1',
                Path.of(System.getProperty("ykaws.terminal", "/dev/tty")));
    }

    private static PrintStream printer(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
