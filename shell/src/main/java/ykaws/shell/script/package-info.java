/** Lines of text as commands: how they are split and expanded, and how a script of them runs. */
@NullMarked
package ykaws.shell.script;

import org.jspecify.annotations.NullMarked;
