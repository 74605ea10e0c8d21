package ykaws.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import ykaws.shell.command.Commands;

/**
 * The commands as picocli sees them.
 *
 * <p>Only what a line may mean is built: a command whose name is among its words. A line that doesn't parse that way is
 * parsed again with every command there is, for the right message.
 */
public final class CommandTree {
    private final CommandSource own = new Commands();
    private final CommandSource extras;

    public CommandTree(CommandSource extras) {
        this.extras = extras;
    }

    /** All command names, {@code "oath add"} style. */
    public List<String> names() {
        List<String> names = new ArrayList<>(own.names());
        names.addAll(extras.names());
        return names;
    }

    /** Every command. */
    CommandLine all(Invocation invocation) {
        CommandLine root = root(invocation);
        for (String name : names()) {
            add(root, name, invocation);
        }
        return root;
    }

    /** The commands that these words may mean. */
    CommandLine forWords(List<String> words, Invocation invocation) {
        CommandLine root = root(invocation);
        for (String name : names()) {
            if (words.containsAll(Arrays.asList(name.split(" ")))) {
                add(root, name, invocation);
            }
        }
        return root;
    }

    private static CommandLine root(Invocation invocation) {
        CommandLine root = new CommandLine(new Root(invocation));
        return root;
    }

    private void add(CommandLine root, String name, Invocation invocation) {
        int space = name.lastIndexOf(' ');
        CommandLine parent = space < 0 ? root : group(root, name.substring(0, space));
        String last = name.substring(space + 1);
        Optional<Object> command = own.command(name, invocation);
        if (command.isEmpty()) {
            command = extras.command(name, invocation);
        }
        parent.addSubcommand(
                last,
                new CommandLine(command.orElseThrow(() -> new IllegalStateException("no command " + name)))
                        .setCaseInsensitiveEnumValuesAllowed(true));
    }

    private static CommandLine group(CommandLine parent, String path) {
        int space = path.lastIndexOf(' ');
        CommandLine level = space < 0 ? parent : group(parent, path.substring(0, space));
        String last = path.substring(space + 1);
        CommandLine group = level.getSubcommands().get(last);
        if (group == null) {
            group = new CommandLine(new Group());
            group.getCommandSpec().usageMessage().description(Commands.groupDescription(path));
            level.addSubcommand(last, group);
        }
        return group;
    }

    /** The program itself: global options, and the shell when no command is named. */
    @Command(
            name = "ykaws",
            versionProvider = Version.class,
            description = "Makes a YubiKey the MFA device of an AWS developer.",
            synopsisSubcommandLabel = "[COMMAND]")
    static final class Root implements Runnable {
        @CommandLine.Mixin
        final GlobalOptions options;

        Root(Invocation invocation) {
            this.options = invocation.options();
        }

        @Override
        public void run() {
            throw new IllegalStateException("the root is no command");
        }
    }

    /** A name that only groups commands. */
    @Command
    static final class Group implements Runnable {
        @CommandLine.Spec
        CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            String name = spec.qualifiedName();
            throw Problem.usage("'" + name + "' needs a command", name + " --help")
                    .failure();
        }
    }
}
