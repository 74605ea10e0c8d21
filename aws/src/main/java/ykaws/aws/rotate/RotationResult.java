package ykaws.aws.rotate;

import java.time.Instant;
import java.util.Optional;

/**
 * What a run achieved.
 *
 * @param made whether the new key was made, or put to use, by this run; else it finished a former one
 * @param deleteAfter when the old key, which is deactivated, may be deleted; empty: it is deleted
 */
public record RotationResult(String user, String newId, String oldId, boolean made, Optional<Instant> deleteAfter) {}
