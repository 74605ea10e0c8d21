package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The person's browser: {@code BROWSER}, else what the platform opens addresses with. */
final class Browser {
    private final Map<String, String> environment;
    private final String os;

    Browser(Map<String, String> environment, String osName) {
        this.environment = environment;
        this.os = osName.toLowerCase(Locale.ROOT);
    }

    /** Starts it; false if there is none. It runs on by itself. */
    boolean open(String address) {
        for (List<String> command : commands(address)) {
            if (start(command)) {
                return true;
            }
        }
        return false;
    }

    private static boolean start(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Those to try, in order. */
    List<List<String>> commands(String address) {
        List<List<String>> commands = new ArrayList<>();
        for (String named : environment.getOrDefault("BROWSER", "").split(":", -1)) {
            if (!named.isBlank()) {
                commands.add(words(named.strip(), address));
            }
        }
        if (os.startsWith("windows")) {
            // Not "start", which would have cmd.exe read the address.
            commands.add(List.of("rundll32", "url.dll,FileProtocolHandler", address));
        } else if (os.startsWith("mac")) {
            commands.add(List.of("open", address));
        } else {
            commands.add(List.of("xdg-open", address));
            // Windows' own browser, from its Linux subsystem.
            commands.add(List.of("wslview", address));
        }
        return commands;
    }

    /** A command whose {@code %s} is the address; without one, the address is its last word. */
    private static List<String> words(String command, String address) {
        List<String> words = new ArrayList<>();
        boolean placed = false;
        for (String word : command.split("\\s+", -1)) {
            placed |= word.contains("%s");
            words.add(word.replace("%s", address));
        }
        if (!placed) {
            words.add(address);
        }
        return words;
    }
}
