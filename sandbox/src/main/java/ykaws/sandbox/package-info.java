/** A software YubiKey and a local IAM/STS: the embedded default and the test kit. */
@NullMarked
package ykaws.sandbox;

import org.jspecify.annotations.NullMarked;
