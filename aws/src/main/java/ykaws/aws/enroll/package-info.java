/** Makes a key the MFA device of an IAM user, with an undo for every step. */
@NullMarked
package ykaws.aws.enroll;

import org.jspecify.annotations.NullMarked;
