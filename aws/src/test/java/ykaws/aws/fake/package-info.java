/** An AWS in memory that behaves, for tests whose clock is theirs. */
@NullMarked
package ykaws.aws.fake;

import org.jspecify.annotations.NullMarked;
