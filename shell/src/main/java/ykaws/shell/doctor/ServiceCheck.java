package ykaws.shell.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;
import ykaws.shell.Problem;

/** Whether the PC/SC service runs, and lets us in. */
public final class ServiceCheck implements Check {
    private static final String NAME = "pcsc";
    /**
     * pcsc-lite's library reports a connection that is cut, as by a service that ends, with the code of a refusal
     * (SCARD_W_SECURITY_VIOLATION). A refusal by polkit is one every time.
     */
    private static final int REFUSALS = 4;

    private static final Duration BETWEEN = Duration.ofMillis(150);

    private final CardReaders readers;
    private final Pause pause;
    private final Function<IOException, Problem> problems;

    /** @param problems what a failure means on this platform */
    public ServiceCheck(CardReaders readers, Pause pause, Function<IOException, Problem> problems) {
        this.readers = readers;
        this.pause = pause;
        this.problems = problems;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() throws IOException {
        for (int refusals = 1; ; refusals++) {
            try {
                List<CardReader> found = readers.list();
                String count = found.size() == 1 ? "1 reader" : found.size() + " readers";
                return List.of(Result.ok(NAME, "the service answers, " + count));
            } catch (PcscException e) {
                if (e.kind() != PcscException.Kind.DENIED || refusals == REFUSALS) {
                    return List.of(Result.failed(NAME, problems.apply(e)));
                }
                sleep();
            }
        }
    }

    private void sleep() throws IOException {
        try {
            pause.sleep(BETWEEN);
        } catch (InterruptedException e) {
            throw new java.io.InterruptedIOException("interrupted");
        }
    }
}
