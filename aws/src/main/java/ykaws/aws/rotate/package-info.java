/** Replaces a user's access key by a new one, so that there is a working one at every moment. */
@org.jspecify.annotations.NullMarked
package ykaws.aws.rotate;
