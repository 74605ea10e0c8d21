package ykaws.shell.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import ykaws.shell.Invocation;

/** The commands that a plain line is read for without picocli. */
public final class DirectCommands {
    private DirectCommands() {}

    /**
     * The command, its options filled in.
     *
     * @param words the line without global options and without the command's name
     * @return null if anything in it is not plain
     */
    public static @Nullable Callable<Integer> of(String name, List<String> words, Invocation invocation) {
        return switch (name) {
            case "code" -> code(words, invocation);
            case "export" -> export(words, invocation);
            case "exec" -> exec(words, invocation);
            default -> null;
        };
    }

    private static @Nullable Callable<Integer> code(List<String> words, Invocation invocation) {
        CodeCommand command = new CodeCommand(invocation);
        for (String word : words) {
            if (word.equals("--single") || word.equals("-s")) {
                command.single = true;
            } else if (word.startsWith("-") || command.query != null) {
                return null;
            } else {
                command.query = word;
            }
        }
        return invocation.tailGiven() ? null : command;
    }

    private static @Nullable Callable<Integer> export(List<String> words, Invocation invocation) {
        ExportCommand command = new ExportCommand(invocation);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--format=json")) {
                command.format = CredentialFormat.json;
            } else if (word.equals("--format")
                    && words.subList(i + 1, words.size()).indexOf("json") == 0) {
                command.format = CredentialFormat.json;
                i++;
            } else if (word.startsWith("-") || command.profile != null) {
                return null;
            } else {
                command.profile = word;
            }
        }
        return invocation.tailGiven() ? null : command;
    }

    /** Only with {@code --}: without it, what belongs to whom is for the parser to say. */
    private static @Nullable Callable<Integer> exec(List<String> words, Invocation invocation) {
        ExecCommand command = new ExecCommand(invocation);
        if (!invocation.tailGiven() || words.size() != 1 || words.get(0).startsWith("-")) {
            return null;
        }
        command.profile = words.get(0);
        return command;
    }
}
