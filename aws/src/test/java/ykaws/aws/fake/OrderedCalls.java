package ykaws.aws.fake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Partition;
import ykaws.aws.ServerDates;

/** The calls of a fake AWS: counted, watched, denied, and failed by order of a test. */
public abstract class OrderedCalls {
    private final Map<String, Deque<Fault>> faults = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();

    /** Actions that the user's policy does not allow. */
    public final Set<String> denied = new HashSet<>();

    public Watch watch = (action, after) -> {};

    /** Hears its clock with every answer. */
    public ServerDates dates = ServerDates.NONE;

    /** Sees every call, before and after its effect; may fail it. */
    public interface Watch {
        void at(String action, boolean after) throws AwsException;
    }

    /** What happens to one call. */
    private record Fault(boolean afterEffect, Trap trap) {}

    /** Fails a call, or does something while it runs. */
    public interface Trap {
        void spring() throws AwsException;
    }

    /** The work of a call. */
    interface Work<T> {
        T run() throws AwsException;
    }

    /** Its own time. */
    abstract Instant instant();

    /** Springs at the next call of that action, before it takes effect. */
    public void before(String action, Trap trap) {
        faults.computeIfAbsent(action, key -> new ArrayDeque<>()).add(new Fault(false, trap));
    }

    /** Springs at the next call of that action, after it took effect. */
    public void after(String action, Trap trap) {
        faults.computeIfAbsent(action, key -> new ArrayDeque<>()).add(new Fault(true, trap));
    }

    public static AwsException error(Kind kind, String action) {
        return new AwsException(
                kind, action, new AwsException.Answer(kind.name(), 400, "by order of the test", null), null);
    }

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized long count(String action) {
        return calls.stream().filter(action::equals).count();
    }

    synchronized <T> T call(String action, Work<T> work) throws AwsException {
        calls.add(action);
        Deque<Fault> ordered = faults.get(action);
        Fault fault = ordered == null ? null : ordered.poll();
        if (fault != null && !fault.afterEffect) {
            fault.trap.spring();
        }
        watch.at(action, false);
        if (denied.contains(action)) {
            throw error(Kind.DENIED, "iam:" + action);
        }
        T result;
        try {
            result = work.run();
        } finally {
            dates.heard(Partition.AWS, instant().truncatedTo(ChronoUnit.SECONDS));
        }
        watch.at(action, true);
        if (fault != null && fault.afterEffect) {
            fault.trap.spring();
        }
        return result;
    }
}
