package ykaws.shell.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.shell.CommandRunner;
import ykaws.shell.Completions;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;
import ykaws.shell.TakesTail;

/** {@code completion}. */
@Command(
        name = "completion",
        description = {
            "Print what makes a shell complete ykaws's commands, options and profiles.",
            "",
            "bash: eval \"$(ykaws completion bash)\"      zsh: the same, after compinit",
            "fish: ykaws completion fish > ~/.config/fish/completions/ykaws.fish"
        })
final class CompletionCommand implements Callable<Integer>, TakesTail {
    private static final String BASH = """
            _ykaws() {
                local IFS=$'\\n'
                COMPREPLY=($(ykaws completion --words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
            }
            complete -o default -F _ykaws ykaws""";

    private static final String ZSH = """
            #compdef ykaws
            _ykaws() {
                local -a found
                found=(${(f)"$(ykaws completion --words -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
                if (( ${#found} )); then compadd -a found; else _files; fi
            }
            compdef _ykaws ykaws""";

    private static final String FISH = """
            function __ykaws_complete
                set -l before (commandline -opc)
                set -l current (commandline -ct)
                ykaws completion --words -- $before[2..-1] "$current" 2>/dev/null
            end
            complete -c ykaws -a '(__ykaws_complete)'""";

    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish.")
    @Nullable
    Shell shell;

    @Option(names = "--words", hidden = true, description = "Print what the last of the words after -- may become.")
    boolean words;

    /** Shells that can be told. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (words) {
            candidates(invocation.tail()).forEach(invocation.console()::print);
            return 0;
        }
        if (shell == null) {
            throw Problem.usage("no shell: bash, zsh or fish").failure();
        }
        invocation
                .console()
                .data(
                        switch (shell) {
                            case bash -> BASH;
                            case zsh -> ZSH;
                            case fish -> FISH;
                        });
        return 0;
    }

    /** Nothing for another program's words: the shell knows files and programs better. */
    private List<String> candidates(List<String> line) {
        if (line.isEmpty() || line.subList(0, line.size() - 1).contains("--")) {
            return List.of();
        }
        CommandRunner runner = new CommandRunner(invocation.app());
        return Completions.withoutKeys(runner, invocation)
                .of(line.subList(0, line.size() - 1), line.get(line.size() - 1));
    }
}
