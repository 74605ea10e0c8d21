package ykaws.shell.command;

import java.time.Duration;
import ykaws.aws.Partition;
import ykaws.aws.session.AwsClock;
import ykaws.shell.Invocation;

/** Tells of a clock that is off, with the figure. */
final class SkewNotice implements AwsClock.Notice {
    private final Invocation invocation;

    SkewNotice(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public void off(Partition partition, Duration ahead) {
        // Otherwise the error says it.
        if (ahead.abs().compareTo(AwsClock.LIMIT) <= 0) {
            invocation
                    .console()
                    .say("ykaws: note: this computer's clock is " + text(ahead)
                            + " AWS's; codes for AWS are corrected");
        }
    }

    /** For example {@code 47 s behind} or {@code 2 min 5 s ahead of}, of this computer's clock. */
    static String text(Duration awsAhead) {
        long seconds = (awsAhead.abs().toMillis() + 500) / 1000;
        String figure = seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
        return figure + (awsAhead.isNegative() ? " ahead of" : " behind");
    }
}
