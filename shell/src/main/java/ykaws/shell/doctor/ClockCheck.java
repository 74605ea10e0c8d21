package ykaws.shell.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AwsException;
import ykaws.aws.session.AwsClock;
import ykaws.shell.ExitCode;

/** How far this computer's clock is from AWS's: codes depend on it, and above five minutes AWS takes nothing. */
public final class ClockCheck implements Check {
    private static final String NAME = "clock";
    private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

    private final Ask ask;

    /** How far AWS's clock is ahead; empty if it was not asked. */
    public interface Ask {
        /**
         * Asks AWS, or remembers.
         *
         * @throws AwsException UNREACHABLE
         */
        Optional<Duration> ahead() throws IOException;
    }

    public ClockCheck(Ask ask) {
        this.ask = ask;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() throws IOException {
        try {
            Optional<Duration> ahead = ask.ahead();
            return List.of(
                    ahead.isEmpty() ? Result.skipped(NAME, "AWS was not asked (--offline)") : judged(ahead.get()));
        } catch (AwsException e) {
            if (e.kind() != AwsException.Kind.UNREACHABLE) {
                throw e;
            }
            return List.of(Result.failed(
                    NAME,
                    ExitCode.AWS_UNREACHABLE,
                    "AWS cannot be reached: " + e.awsMessage(),
                    "check the network, HTTPS_PROXY and AWS_ENDPOINT_URL",
                    "without a network: ykaws doctor --offline"));
        }
    }

    private static Result judged(Duration ahead) {
        long seconds = ahead.abs().toSeconds();
        String relation = ahead.isNegative() ? " s ahead of AWS's" : " s behind AWS's";
        String message = "this computer's clock is " + seconds + relation;
        if (ahead.abs().compareTo(AwsClock.LIMIT) > 0) {
            return Result.failed(NAME, ExitCode.AWS_REFUSED, message, "sudo timedatectl set-ntp true");
        }
        if (ahead.abs().compareTo(WORTH_TELLING) > 0) {
            return Result.warning(NAME, message + "; codes for AWS are corrected", "sudo timedatectl set-ntp true");
        }
        return Result.ok(NAME, "AWS answers, and the clocks agree");
    }
}
