package ykaws.aws;

import java.time.Instant;

/** Told what AWS's own clock said, by the {@code Date} header of an answer, also of a refusal. */
public interface ServerDates {
    /** Called as the answer comes, on whatever thread it comes on. */
    void heard(Partition partition, Instant date);

    /** For who does not care. */
    ServerDates NONE = (partition, date) -> {};
}
