package ykaws.fuzz;

import java.nio.charset.StandardCharsets;
import ykaws.shell.ExitCode;
import ykaws.shell.script.Line;
import ykaws.shell.script.LineSyntaxException;
import ykaws.shell.script.ScriptLine;

/** Lines of a script or of the shell. */
public final class ScriptLines {
    private ScriptLines() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Line line = Line.parse(new String(input, StandardCharsets.UTF_8));
            Fuzzing.require(line.rawWords().size() == line.words().size());
            ScriptLine inScript = ScriptLine.parse(line.source());
            Fuzzing.require(inScript.isEmpty() == line.isEmpty());
            Fuzzing.require(!inScript.expects(ExitCode.INTERRUPTED));
        } catch (LineSyntaxException e) {
            Fuzzing.require(!String.valueOf(e.getMessage()).isEmpty());
        }
    }
}
