package ykaws.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli says of a line, in our grammar. */
final class ParseProblems {
    private ParseProblems() {}

    static Problem of(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> hints = new ArrayList<>();
        String message = e.getMessage();
        if (e instanceof UnmatchedArgumentException unmatched) {
            message = unmatched.isUnknownOption()
                    ? "unknown option: '" + unmatched.getUnmatched().get(0) + "'"
                    : message(command, unmatched);
            for (String suggestion : unmatched.getSuggestions()) {
                hints.add("did you mean '" + suggestion + "'?");
            }
        }
        hints.add(command + " --help");
        return new Problem("usage", grammar(message), hints, ExitCode.USAGE);
    }

    private static String message(String command, UnmatchedArgumentException e) {
        String word = e.getUnmatched().get(0);
        return command.equals("ykaws") ? "no command '" + word + "'" : "unexpected argument: '" + word + "'";
    }

    /** Lower case at the start, no full stop at the end, one line. */
    static String grammar(String text) {
        String line = text.replace(CommandRunner.SANDBOX_ALONE, "--sandbox").strip();
        while (line.endsWith(".")) {
            line = line.substring(0, line.length() - 1);
        }
        boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
        return word ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1) : line;
    }
}
