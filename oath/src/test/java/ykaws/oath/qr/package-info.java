@NullMarked
package ykaws.oath.qr;

import org.jspecify.annotations.NullMarked;
