package ykaws.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Transcript} in a place of its own, up to the first step that answers otherwise. */
public final class TranscriptRun {
    private static final String TOUCH = "ykaws: the software key is touched for ";
    private static final String WAIT = "ykaws: the present code of ";

    private final Transcript transcript;
    private final Map<String, @Nullable String> settings = new LinkedHashMap<>();

    public TranscriptRun(Transcript transcript) {
        this.transcript = transcript;
    }

    /** An environment variable of all commands. */
    public TranscriptRun env(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Runs it; an error shows the line, what was expected and what came. */
    public void run() {
        try (Place place = Place.create()) {
            for (Transcript.Step step : transcript.steps()) {
                run(place, step);
            }
        }
    }

    private void run(Place place, Transcript.Step step) {
        if (step.setting() != null) {
            String setting = step.setting().strip();
            int equals = setting.indexOf('=');
            settings.put(
                    equals < 0 ? setting : setting.substring(0, equals),
                    equals < 0 ? null : placed(place, setting.substring(equals + 1)));
            return;
        }
        Transcript.Expected expected = step.expected();
        Program shell = Program.of(place, "sh", "-c").stdin(expected.stdin());
        settings.forEach((name, value) -> {
            if (value == null) {
                shell.unset(name);
            } else {
                shell.env(name, value);
            }
        });
        String command = placed(place, step.command() + "");
        Outcome outcome = shell.run(expected.merged() ? "{ " + command + "\n} 2>&1" : command);
        List<String> faults = new ArrayList<>();
        if (outcome.code() != expected.code()) {
            faults.add("exit code " + expected.code() + " was expected, " + outcome.code() + " came");
        }
        compare("stdout", expected.stdout(), outcome.outLines(), faults);
        compare("stderr", expected.stderr(), outcome.errLines(), faults);
        if (!faults.isEmpty()) {
            throw new AssertionError(transcript.name() + ":" + step.line() + ": $ " + step.command() + "\n"
                    + String.join("\n", faults) + "\n" + outcome);
        }
    }

    /**
     * What a transcript may leave out, since it depends on the moment: a full id's touch is told only if the key is
     * silent for half a second, which a busy machine stretches to; a wait is told only if the command before, or
     * another one, has spent the code of the present time step.
     */
    private static List<List<String>> readings(List<String> lines) {
        return List.of(lines, without(TOUCH, lines), without(WAIT, lines), without(TOUCH, without(WAIT, lines)));
    }

    private static List<String> without(String start, List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith(start)).toList();
    }

    private static String placed(Place place, String text) {
        return text.replace("${PLACE}", place.root() + "");
    }

    private static void compare(String stream, List<String> expected, List<String> actual, List<String> faults) {
        if (readings(actual).stream().noneMatch(lines -> Transcript.matches(expected, lines))) {
            faults.add(stream + " was expected:\n" + String.join("\n", expected));
        }
    }
}
