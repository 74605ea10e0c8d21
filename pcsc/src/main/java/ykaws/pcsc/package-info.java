/** Bytes to and from a key: readers, connections, which key is plugged in, the Management applet. */
@NullMarked
package ykaws.pcsc;

import org.jspecify.annotations.NullMarked;
