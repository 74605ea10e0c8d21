/**
 * The software YubiKey: a card with YKOATH and Management applets, judged against the same documents as the client and
 * sharing no code with it.
 */
@NullMarked
package ykaws.sandbox.key;

import org.jspecify.annotations.NullMarked;
