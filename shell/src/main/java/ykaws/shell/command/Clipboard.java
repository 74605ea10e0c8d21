package ykaws.shell.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Code;
import ykaws.shell.Console;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/**
 * The clipboard of the person's desktop, through the program that the platform has for it, or of the terminal (OSC 52).
 *
 * <p>The code goes through a pipe, never through arguments. A small shell process stays until the code expires, compares
 * what the clipboard then holds with the code, which it also got through a pipe, and clears it only if it is still that.
 * The command itself ends at once: nobody wants to wait 30 s for a prompt.
 */
final class Clipboard {
    /** For codes that do not expire. */
    private static final long HOTP_SECONDS = 30;

    /** Arguments: seconds, what reads the clipboard, what clears it. Hang-ups and Ctrl-C are for others. */
    private static final String CLEARING = "trap '' HUP INT QUIT; IFS= read -r code; sleep \"$1\"; "
            + "[ \"$(eval \"$2\" | tr -d '\\r')\" = \"$code\" ] && eval \"$3\"";

    private final Invocation invocation;
    private final @Nullable Tool tool;

    /** Programs of one platform: what sets, what reads, what clears. */
    private enum Tool {
        WAYLAND("wl-copy", "wl-paste --no-newline", "wl-copy --clear"),
        X11(
                "xclip -selection clipboard -in",
                "xclip -selection clipboard -out",
                "xclip -selection clipboard -in </dev/null"),
        MAC("pbcopy", "pbpaste", "pbcopy </dev/null"),
        WINDOWS("clip.exe", "powershell.exe -NoProfile -NonInteractive -Command Get-Clipboard", "clip.exe </dev/null");

        private final String set;
        private final String read;
        private final String clear;

        Tool(String set, String read, String clear) {
            this.set = set;
            this.read = read;
            this.clear = clear;
        }

        private String program() {
            int blank = set.indexOf(' ');
            return blank < 0 ? set : set.substring(0, blank);
        }
    }

    private Clipboard(Invocation invocation, @Nullable Tool tool) {
        this.invocation = invocation;
        this.tool = tool;
    }

    /**
     * The clipboard here, found before anybody is asked for a touch.
     *
     * @throws ykaws.shell.Failure if there is none
     */
    static Clipboard find(Invocation invocation) {
        Map<String, String> environment = invocation.app().environment();
        for (Tool tool : Tool.values()) {
            if (usable(tool, environment)) {
                return new Clipboard(invocation, tool);
            }
        }
        if (invocation.console().canAsk()) {
            return new Clipboard(invocation, null);
        }
        throw new Problem(
                        "no-clipboard",
                        "there is no clipboard: no wl-copy, xclip, pbcopy or clip.exe, and no terminal",
                        List.of("Wayland: sudo apt-get install wl-clipboard", "X11: sudo apt-get install xclip"),
                        ExitCode.UNEXPECTED)
                .failure();
    }

    private static boolean usable(Tool tool, Map<String, String> environment) {
        boolean display = switch (tool) {
            case WAYLAND -> !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
            case X11 -> !environment.getOrDefault("DISPLAY", "").isEmpty();
            case MAC, WINDOWS -> true;
        };
        return display && onPath(tool.program(), environment.getOrDefault("PATH", ""));
    }

    private static boolean onPath(String program, String path) {
        for (String folder : path.split(java.io.File.pathSeparator, -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, program);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return true;
            }
        }
        return false;
    }

    /** Copies, and sees to it that the code does not outlive its time there. */
    void copy(Code code) throws IOException, InterruptedException {
        Console console = invocation.console();
        if (tool == null) {
            console.toTerminalClipboard(code.digits());
            console.say("ykaws: handed to the terminal's clipboard, which only you can clear");
            return;
        }
        int result =
                feed(new ProcessBuilder(tool.set.split(" ", -1)), code.digits()).waitFor();
        if (result != 0) {
            throw new IOException(tool.program() + " did not take the code: it ended with exit code " + result);
        }
        boolean expires = !code.validUntil().equals(Instant.MAX);
        long seconds = expires ? ValidityBar.seconds(invocation.now(), code.validUntil()) : HOTP_SECONDS;
        feed(
                new ProcessBuilder("sh", "-c", CLEARING, "sh", Long.toString(seconds), tool.read, tool.clear),
                code.digits() + "\n");
        console.say("ykaws: copied; the clipboard is cleared in " + seconds + " s");
    }

    // Its output goes nowhere: the programs of X11 and Wayland leave a process behind that serves the clipboard, and
    // would hold our streams open.
    private static Process feed(ProcessBuilder program, String text) throws IOException {
        Process process = program.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return process;
    }
}
