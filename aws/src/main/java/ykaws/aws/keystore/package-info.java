/** Where secrets of this user are kept by the operating system, or by a sandbox for itself. */
@org.jspecify.annotations.NullMarked
package ykaws.aws.keystore;
