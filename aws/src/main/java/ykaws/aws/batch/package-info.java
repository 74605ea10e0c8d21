/** Enrolls many users, as a file lists them. */
@NullMarked
package ykaws.aws.batch;

import org.jspecify.annotations.NullMarked;
