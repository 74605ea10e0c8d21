/** IAM MFA devices, STS sessions, profiles, the vault of access keys. */
@NullMarked
package ykaws.aws;

import org.jspecify.annotations.NullMarked;
