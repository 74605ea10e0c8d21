/** QR codes: found in pictures, drawn in a terminal. The one package that sees ZXing and pictures. */
@NullMarked
package ykaws.oath.qr;

import org.jspecify.annotations.NullMarked;
