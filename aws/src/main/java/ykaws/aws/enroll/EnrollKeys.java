package ykaws.aws.enroll;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** The keys of an enrolment, in the order in which they were named; they may have to share one port. */
public interface EnrollKeys {
    int count();

    /** A key's serial number, as far as it is known: of a key that was open once. */
    OptionalInt serial(int index);

    /**
     * A key, open and unlocked; it may have to be plugged in first. One that was opened before may be closed by this, so
     * that it is to be opened again for its next use.
     */
    EnrollKey open(int index) throws IOException;

    /** The same on the way back: who isn't there is not waited for. */
    EnrollKey reopen(int index) throws IOException;

    /** Keys that stay plugged in and open. */
    static EnrollKeys of(EnrollKey... keys) {
        List<EnrollKey> all = List.of(keys);
        return new EnrollKeys() {
            @Override
            public int count() {
                return all.size();
            }

            @Override
            public OptionalInt serial(int index) {
                return all.get(index).serial();
            }

            @Override
            public EnrollKey open(int index) {
                return all.get(index);
            }

            @Override
            public EnrollKey reopen(int index) {
                return all.get(index);
            }
        };
    }
}
