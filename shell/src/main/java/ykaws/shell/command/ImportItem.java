package ykaws.shell.command;

import org.jspecify.annotations.Nullable;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;

/**
 * One account of an import, and what is to become of it.
 *
 * @param name as it is called, where it is not even an account
 * @param account with its final name and touch; null where it is none
 * @param refusal why the key cannot have it; null unless {@code state} is REFUSED or NO_ROOM
 */
record ImportItem(
        String name,
        @Nullable NewCredential account,
        State state,
        @Nullable OathException refusal) implements AutoCloseable {

    /** How the key stands to it. */
    enum State {
        NEW("new"),
        /** The key has an account of this name that gives the same codes. */
        SAME("exists, the same"),
        /** The key has an account of this name that gives other codes, or asks otherwise for a touch. */
        OTHER("exists, another one"),
        /** The key has an account of this name, whose codes cost a touch or a counter to see. */
        PRESENT("exists"),
        REFUSED("cannot be stored"),
        NO_ROOM("no room on the key");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Whether the key has an account of this name that a PUT would change. */
    boolean wouldReplace() {
        return state == State.OTHER || state == State.PRESENT;
    }

    @Override
    public void close() {
        if (account != null) {
            account.close();
        }
    }
}
