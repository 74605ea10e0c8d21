package ykaws.shell.doctor;

import java.util.List;
import ykaws.shell.ExitCode;
import ykaws.shell.Problem;

/**
 * One line of a diagnosis.
 *
 * @param check the check's name
 * @param message one lower case line without a full stop; may hold foreign text
 * @param hints commands or steps
 * @param exitCode of the program if this is the first failure; 0 where it is none
 */
public record Result(String check, State state, String message, List<String> hints, int exitCode) {
    /** How it is. */
    public enum State {
        OK,
        /** It works, and may not do so always. */
        WARNING,
        FAILED,
        /** It could not be looked at, or does not matter here. */
        SKIPPED
    }

    public Result {
        hints = List.copyOf(hints);
    }

    static Result ok(String check, String message) {
        return new Result(check, State.OK, message, List.of(), ExitCode.DONE);
    }

    static Result warning(String check, String message, String... hints) {
        return new Result(check, State.WARNING, message, List.of(hints), ExitCode.DONE);
    }

    static Result skipped(String check, String message, String... hints) {
        return new Result(check, State.SKIPPED, message, List.of(hints), ExitCode.DONE);
    }

    static Result failed(String check, int exitCode, String message, String... hints) {
        return new Result(check, State.FAILED, message, List.of(hints), exitCode);
    }

    /** A failure as the command that needs it would tell it. */
    public static Result failed(String check, Problem problem) {
        return new Result(check, State.FAILED, problem.message(), problem.hints(), problem.exitCode());
    }
}
