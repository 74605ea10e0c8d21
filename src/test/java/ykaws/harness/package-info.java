/** What the tests of the real program are made with: its launcher, a place of its own, a terminal, transcripts. */
@NullMarked
package ykaws.harness;

import org.jspecify.annotations.NullMarked;
