/** IAM's policy language, as far as the sandbox's stack needs it. What it does not know, it refuses to read. */
@NullMarked
package ykaws.sandbox.aws.policy;

import org.jspecify.annotations.NullMarked;
