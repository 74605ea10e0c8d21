package ykaws.shell.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a person sees that a key waits for a touch: the terminal, else a notification of the desktop. */
public final class TouchPromptCheck implements Check {
    private static final String NAME = "touch-prompt";

    private final boolean terminal;
    private final Programs programs;
    private final Map<String, String> environment;
    private final String osName;

    public TouchPromptCheck(boolean terminal, Programs programs, Map<String, String> environment, String osName) {
        this.terminal = terminal;
        this.programs = programs;
        this.environment = environment;
        this.osName = osName.toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() {
        boolean notifies = programs.onPath(notifier()) && desktop();
        if (terminal) {
            return List.of(Result.ok(NAME, "the terminal" + (notifies ? ", else a notification" : "")));
        }
        if (notifies) {
            return List.of(Result.ok(NAME, "no terminal; a notification by " + notifier()));
        }
        return List.of(Result.warning(
                NAME,
                "no terminal and no notifications: nobody sees that a key waits for a touch",
                "run it on a terminal, or install " + notifier()));
    }

    private String notifier() {
        if (osName.startsWith("mac")) {
            return "osascript";
        }
        return osName.startsWith("windows") ? "powershell.exe" : "notify-send";
    }

    private boolean desktop() {
        return osName.startsWith("mac")
                || osName.startsWith("windows")
                || !environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty();
    }
}
