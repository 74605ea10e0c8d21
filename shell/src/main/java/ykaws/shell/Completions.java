package ykaws.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import ykaws.oath.Credential;
import ykaws.oath.MfaArn;
import ykaws.oath.OathSession;
import ykaws.pcsc.OpenKey;
import ykaws.shell.command.ProfileNames;

/**
 * What may come next in a line: commands, options, their values, accounts on the key, profiles.
 *
 * <p>The key and the files are asked only when their names are wanted, and in silence: whoever presses Tab wants no
 * password prompt and no error.
 */
public final class Completions {
    private final CommandRunner runner;
    private final Invocation atStart;
    private final boolean keysToo;

    public Completions(CommandRunner runner, Invocation atStart) {
        this(runner, atStart, true);
    }

    private Completions(CommandRunner runner, Invocation atStart, boolean keysToo) {
        this.runner = runner;
        this.atStart = atStart;
        this.keysToo = keysToo;
    }

    /** For shells, where each Tab is a process of its own: no key is opened for that. */
    public static Completions withoutKeys(CommandRunner runner, Invocation atStart) {
        return new Completions(runner, atStart, false);
    }

    /**
     * All that fits.
     *
     * @param before the words before the one at the cursor
     * @param word the word at the cursor, as far as it is typed
     */
    public List<String> of(List<String> before, String word) {
        CommandLine command = runner.tree().all(atStart);
        OptionSpec open = null;
        int positionals = 0;
        for (String each : before) {
            if (open != null) {
                open = null;
            } else if (each.startsWith("-")) {
                OptionSpec option = command.getCommandSpec().findOption(each);
                open = option != null && option.arity().min() > 0 && !each.equals("--sandbox") ? option : null;
            } else if (command.getSubcommands().containsKey(each)) {
                command = command.getSubcommands().get(each);
            } else {
                positionals++;
            }
        }
        boolean anothers =
                open == null && positionals > 0 && command.getCommandName().equals("exec");
        List<String> all =
                anothers ? new ArrayList<>() : open != null ? values(open) : next(command, positionals, word);
        all.removeIf(each -> !each.startsWith(word));
        return all;
    }

    private List<String> next(CommandLine command, int positionals, String word) {
        List<String> all = new ArrayList<>();
        int equals = word.indexOf('=');
        if (word.startsWith("--") && equals > 0) {
            return attached(
                    command.getCommandSpec().findOption(word.substring(0, equals)), word.substring(0, equals + 1));
        }
        if (word.startsWith("-")) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.hidden()) {
                    all.add(option.longestName());
                }
            }
            return all;
        }
        all.addAll(command.getSubcommands().keySet());
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            if (parameter.index().contains(positionals)) {
                all.addAll(values(parameter));
            }
        }
        return all;
    }

    private List<String> attached(@Nullable OptionSpec option, String before) {
        List<String> all = new ArrayList<>();
        if (option != null && option.arity().max() > 0) {
            values(option).forEach(value -> all.add(before + value));
        }
        return all;
    }

    private List<String> values(ArgSpec argument) {
        List<String> values = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(values::add);
        }
        switch (argument.paramLabel()) {
            case "QUERY" -> values.addAll(keysToo ? quietly(this::accounts) : List.of());
            case "PROFILE" -> values.addAll(quietly(ProfileNames::of));
            case "SERIAL" -> values.addAll(keysToo ? quietly(Completions::serials) : List.of());
            default -> {}
        }
        return values;
    }

    private List<String> accounts(Invocation invocation) throws IOException {
        try (OpenKey key = invocation.keys().open(invocation.keySelector())) {
            OathSession session = OathSession.open(key.connection());
            List<String> names = new ArrayList<>();
            for (Credential each : session.locked() ? List.<Credential>of() : session.list()) {
                names.add(each.id().text());
                MfaArn.parse(each.id().text()).ifPresent(arn -> names.add(arn.name()));
            }
            return names;
        }
    }

    private static List<String> serials(Invocation invocation) throws IOException {
        return invocation.keys().list(null).stream()
                .flatMap(key -> key.info().stream())
                .filter(info -> info.serial().isPresent())
                .map(info -> Integer.toUnsignedString(info.serial().getAsInt()))
                .toList();
    }

    private interface Source {
        List<String> names(Invocation invocation) throws IOException;
    }

    private List<String> quietly(Source source) {
        try {
            return source.names(atStart);
        } catch (IOException | Failure e) {
            // No key, no file: then there is nothing to offer.
            return List.of();
        }
    }
}
