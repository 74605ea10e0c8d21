package ykaws.shell.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ykaws.aws.config.ConfigFault;
import ykaws.shell.ExitCode;

/** Whether the AWS config and credentials files say what their owner means; each fault with file and line. */
public final class ConfigCheck implements Check {
    private static final String NAME = "config";

    private final Look look;

    /** What was found in the files when the check ran. */
    public record Found(int profiles, List<ConfigFault> faults) {}

    /** Reads them. */
    public interface Look {
        Found read() throws IOException;
    }

    public ConfigCheck(Look look) {
        this.look = look;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() throws IOException {
        Found found = look.read();
        List<Result> results = new ArrayList<>();
        for (ConfigFault each : found.faults()) {
            Result.State state = each.grave() ? Result.State.FAILED : Result.State.WARNING;
            int code = each.grave() ? ExitCode.USAGE : ExitCode.DONE;
            List<String> hints = each.fix() == null ? List.of() : List.of(each.fix());
            results.add(new Result(NAME, state, each.place() + each.message(), hints, code));
        }
        if (results.isEmpty()) {
            int count = found.profiles();
            results.add(Result.ok(NAME, (count == 1 ? "1 profile" : count + " profiles") + ", nothing amiss"));
        }
        return results;
    }
}
