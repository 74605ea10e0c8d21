/** What {@code doctor} looks at: each check is a class of its own, given its facts, and says what they mean. */
@NullMarked
package ykaws.shell.doctor;

import org.jspecify.annotations.NullMarked;
