/**
 * A local IAM and STS for one account, with the users, policies and roles of the stack that {@code ykaws template}
 * prints. It checks what AWS checks, by code of its own, so that it can judge the client.
 */
@NullMarked
package ykaws.sandbox.aws;

import org.jspecify.annotations.NullMarked;
