/** Reads what aws-vault stores; writes and deletes nothing there. */
@org.jspecify.annotations.NullMarked
package ykaws.aws.awsvault;
