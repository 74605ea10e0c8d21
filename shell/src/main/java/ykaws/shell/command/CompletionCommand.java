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
    /** Not from COMP_WORDS, where a name is cut at each colon, and a value from its option. */
    private static final String BASH = """
            _ykaws() {
                local line=${COMP_LINE:0:COMP_POINT} current= cut= each
                local breaks=${COMP_WORDBREAKS//[^:=]/}
                local -a words
                read -a words <<<"$line"
                if [[ $line != *[[:space:]] ]]; then
                    current=${words[${#words[@]} - 1]}
                    unset "words[${#words[@]} - 1]"
                fi
                # Readline replaces what stands behind the last of its own breaks.
                [[ -z $breaks ]] || cut=${current%"${current##*[$breaks]}"}
                COMPREPLY=()
                while IFS= read -r each; do
                    printf -v each %q "${each#"$cut"}"
                    COMPREPLY+=("$each")
                done < <("$1" completion --words -- "${words[@]:1}" "$current" 2>/dev/null)
            }
            complete -o default -F _ykaws ykaws""";

    /** Also as a file {@code _ykaws} on fpath, which is run when the first completion is wanted. */
    private static final String ZSH = """
            #compdef ykaws
            _ykaws() {
                local -a found
                found=(${(f)"$("${(Q)words[1]}" completion --words -- \\
                    "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)"})
                if (( ${#found} )); then compadd -a found; else _files; fi
            }
            if [[ $funcstack[1] == _ykaws ]]; then _ykaws "$@"; else compdef _ykaws ykaws; fi""";

    private static final String FISH = """
            function __ykaws_complete
                set -l before (commandline -opc)
                while string match -qr '^\\w+=' -- $before[1]
                    set -e before[1]
                end
                set -l current (commandline -ct | string trim --left --chars "\\"'")
                set -l found ($before[1] completion --words -- $before[2..-1] "$current" 2>/dev/null)
                if count $found >/dev/null
                    printf '%s\\n' $found
                else
                    __fish_complete_path "$current"
                end
            end
            complete -c ykaws -f -a '(__ykaws_complete)'""";

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
