@NullMarked
package ykaws.oath.imports;

import org.jspecify.annotations.NullMarked;
