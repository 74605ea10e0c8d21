package ykaws.shell.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.shell.ExitCode;
import ykaws.shell.Failure;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Mark;
import ykaws.shell.Problem;
import ykaws.shell.doctor.Check;
import ykaws.shell.doctor.Result;

/** {@code doctor}. */
@Command(
        name = "doctor",
        description = {
            "Look at everything that ykaws needs, and say what is not in order and what to do about it.",
            "Nothing is opened exclusively; no touch and no passphrase is asked for. The exit code is that of the first"
                    + " check that fails: 2 config, 3 PC/SC and keys, 7 clock, 8 AWS cannot be reached, 9 vault and"
                    + " folders."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int NAME_WIDTH = 14;

    private final Invocation invocation;

    @Option(names = "--offline", description = "Don't ask AWS for the time.")
    boolean offline;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        List<Result> results = new ArrayList<>();
        for (Check each : new DoctorChecks(invocation, offline).all()) {
            List<Result> found = run(each);
            results.addAll(found);
            if (!invocation.options().json()) {
                found.forEach(this::show);
            }
        }
        if (invocation.options().json()) {
            invocation.console().data(json(results));
        }
        return results.stream()
                .map(Result::exitCode)
                .filter(code -> code != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.DONE);
    }

    /** A check that cannot look has failed, and keeps none of the others from looking. */
    private List<Result> run(Check check) throws IOException {
        try {
            return check.run();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | Failure e) {
            Problem problem = invocation.problem(e);
            if (problem.exitCode() == ExitCode.INTERRUPTED) {
                throw e;
            }
            return List.of(Result.failed(check.name(), problem));
        }
    }

    private void show(Result result) {
        String name = result.check()
                + " ".repeat(Math.max(1, NAME_WIDTH - result.check().length()));
        invocation.console().print(Mark.valueOf(result.state().name()), name + result.message());
        for (String each : result.hints()) {
            invocation.console().print("          hint: " + each);
        }
    }

    private static String json(List<Result> results) {
        Json json = new Json().beginArray();
        for (Result each : results) {
            json.beginObject().field("check", each.check());
            json.field("state", each.state().name().toLowerCase(Locale.ROOT)).field("message", each.message());
            json.name("hints").beginArray();
            each.hints().forEach(json::value);
            json.endArray().endObject();
        }
        return json.endArray().toString();
    }
}
