package ykaws.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import ykaws.oath.EditDistance;

/** What picocli says of a line, in our grammar. */
final class ParseProblems {
    private static final Pattern CHOICES = Pattern.compile("expected one of \\[([^]]*)] \\(case-(?:in)?sensitive\\)");
    private static final Pattern POSITION = Pattern.compile("positional parameter at index [^ ]+ \\(([^)]*)\\)");
    private static final int MAX_SUGGESTIONS = 3;

    private ParseProblems() {}

    static Problem of(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        List<String> hints = new ArrayList<>();
        String message = String.valueOf(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            message = message(e.getCommandLine().getCommandSpec(), unmatched, word);
            for (String suggestion : near(word, known(e.getCommandLine().getCommandSpec(), unmatched))) {
                hints.add("did you mean '" + suggestion + "'?");
            }
        }
        hints.add(command + " --help");
        return new Problem("usage", grammar(message), hints, ExitCode.USAGE);
    }

    private static String message(CommandSpec command, UnmatchedArgumentException e, String word) {
        if (e.isUnknownOption()) {
            return "unknown option: '" + word + "'";
        }
        if (command.subcommands().isEmpty()) {
            return "unexpected argument: '" + word + "'";
        }
        String group = command.qualifiedName().replaceFirst("^ykaws ?", "");
        return "no command '" + (group.isEmpty() ? "" : group + " ") + word + "'";
    }

    private static Collection<String> known(CommandSpec command, UnmatchedArgumentException e) {
        return e.isUnknownOption()
                ? command.options().stream()
                        .filter(option -> !option.hidden())
                        .map(OptionSpec::longestName)
                        .collect(Collectors.toSet())
                : command.subcommands().keySet();
    }

    /** The names that somebody may have meant who wrote {@code word}: of few other letters, or cut short. */
    private static List<String> near(String word, Collection<String> names) {
        String name = word.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
        int letters = name.replaceFirst("^-+", "").length();
        int slips = Math.min(3, (letters + 2) / 4);
        return names.stream()
                .filter(each -> EditDistance.between(name, each) <= slips || (letters > 2 && each.startsWith(name)))
                .sorted((a, b) -> EditDistance.between(name, a) - EditDistance.between(name, b))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Lower case at the start, no full stop at the end, one line, and nothing that only Java calls so. */
    static String grammar(String text) {
        String line = text.replace(CommandRunner.SANDBOX_ALONE, "--sandbox")
                .replace("option option", "option")
                .replace("is not an int", "is not a whole number")
                .replace("is not a long", "is not a whole number")
                .strip();
        line = POSITION.matcher(line).replaceAll("$1");
        line = CHOICES.matcher(line).replaceAll(ParseProblems::choices);
        while (line.endsWith(".")) {
            line = line.substring(0, line.length() - 1);
        }
        boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
        return word ? line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1) : line;
    }

    /** Picocli lists a value that is spelled with a hyphen under its name in the source, too. */
    private static String choices(MatchResult found) {
        return Matcher.quoteReplacement("expected one of "
                + Arrays.stream(found.group(1).split(", "))
                        .filter(each -> !each.contains("_"))
                        .collect(Collectors.joining(", ")));
    }
}
