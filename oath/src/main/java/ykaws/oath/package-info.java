/** The YKOATH applet: accounts and codes, and the pure codecs beside it. */
@NullMarked
package ykaws.oath;

import org.jspecify.annotations.NullMarked;
