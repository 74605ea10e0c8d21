/** The launcher, tested with a small program of our own in the place of ykaws. */
@NullMarked
package ykaws.launcher;

import org.jspecify.annotations.NullMarked;
