/** Accounts as other programs hand them over: URIs, QR codes, exports. No card is involved. */
@NullMarked
package ykaws.oath.imports;

import org.jspecify.annotations.NullMarked;
