/** What keys, IAM, profiles and stored access keys say of one user, side by side, and what does not fit together. */
@NullMarked
package ykaws.aws.status;

import org.jspecify.annotations.NullMarked;
