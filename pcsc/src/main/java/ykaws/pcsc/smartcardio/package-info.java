/** PC/SC. The only package that knows javax.smartcardio and, through jnasmartcardio, JNA. */
@NullMarked
package ykaws.pcsc.smartcardio;

import org.jspecify.annotations.NullMarked;
