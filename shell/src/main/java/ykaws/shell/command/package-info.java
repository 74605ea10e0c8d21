/** The commands, one class each: options above, work below. */
@NullMarked
package ykaws.shell.command;

import org.jspecify.annotations.NullMarked;
