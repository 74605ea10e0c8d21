/** Credentials that are not long-term keys of ours: other programs, web identities, IAM Identity Center. */
@NullMarked
package ykaws.aws.source;

import org.jspecify.annotations.NullMarked;
