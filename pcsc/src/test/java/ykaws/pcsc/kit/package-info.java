/** What the tests of this module share: scripted connections and readers, a card for a virtual reader, other processes. */
@NullMarked
package ykaws.pcsc.kit;

import org.jspecify.annotations.NullMarked;
