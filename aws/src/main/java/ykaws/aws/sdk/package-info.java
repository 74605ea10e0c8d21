/** AWS through its SDK for Java: the only package that sees {@code software.amazon}. */
@NullMarked
package ykaws.aws.sdk;

import org.jspecify.annotations.NullMarked;
