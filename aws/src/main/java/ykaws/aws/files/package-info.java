/** Locks between processes and whole, durable replacement of a file. */
@NullMarked
package ykaws.aws.files;

import org.jspecify.annotations.NullMarked;
