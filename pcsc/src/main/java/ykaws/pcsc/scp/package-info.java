/** Secure messaging with a key. The only package that sees the crypto provider it needs. */
@NullMarked
package ykaws.pcsc.scp;

import org.jspecify.annotations.NullMarked;
