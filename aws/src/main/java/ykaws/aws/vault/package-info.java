/** The sealed file of access keys, and what unlocks it. */
@NullMarked
package ykaws.aws.vault;

import org.jspecify.annotations.NullMarked;
