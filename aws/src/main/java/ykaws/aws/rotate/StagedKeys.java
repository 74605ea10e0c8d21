package ykaws.aws.rotate;

import java.io.IOException;
import java.util.Optional;
import ykaws.aws.AccessKeys;

/** Where a profile's keys are, and beside them a new one that is not proven yet. The caller closes what it gets. */
public interface StagedKeys {
    AccessKeys current() throws IOException;

    Optional<AccessKeys> staged() throws IOException;

    /** On return it is on disk. */
    void stage(AccessKeys keys) throws IOException;

    /** The staged keys take the current ones' place, in every profile that has those, in one step. */
    void promote() throws IOException;

    /** The staged keys are forgotten, if there are any. */
    void drop() throws IOException;
}
