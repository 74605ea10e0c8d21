/** The application: {@link ykaws.Main} wires the layers and starts. */
@NullMarked
package ykaws;

import org.jspecify.annotations.NullMarked;
