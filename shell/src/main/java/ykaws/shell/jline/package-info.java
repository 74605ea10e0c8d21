/** The interactive shell. The only package that knows JLine. */
@NullMarked
package ykaws.shell.jline;

import org.jspecify.annotations.NullMarked;
