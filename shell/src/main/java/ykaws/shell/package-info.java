/** The commands, the terminal, the interactive shell and scripts. */
@NullMarked
package ykaws.shell;

import org.jspecify.annotations.NullMarked;
