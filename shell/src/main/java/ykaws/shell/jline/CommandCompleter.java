package ykaws.shell.jline;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import ykaws.shell.CommandRunner;
import ykaws.shell.Completions;
import ykaws.shell.Invocation;

/** Hands what {@link Completions} knows to the line editor. */
final class CommandCompleter implements Completer {
    private final Completions completions;

    CommandCompleter(CommandRunner runner, Invocation atStart) {
        this.completions = new Completions(runner, atStart);
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        for (String each : completions.of(before, line.word())) {
            candidates.add(new Candidate(each));
        }
    }
}
