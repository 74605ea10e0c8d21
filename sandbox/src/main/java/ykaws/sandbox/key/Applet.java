package ykaws.sandbox.key;

import java.io.IOException;

/** One application of the card. Its volatile state lasts from SELECT to the next SELECT or the end of power. */
interface Applet {
    /** The registered AID; SELECT with a beginning of it selects this applet. */
    Bytes aid();

    /** Whether SELECT finds it: an application can be disabled. */
    boolean available();

    /** The answer to SELECT; starts a new session. */
    byte[] select();

    /** Forgets the session. */
    void deselect();

    /** The INS that asks for the rest of a long answer. */
    int continuation();

    /**
     * Runs a command, whose chained pieces are joined already.
     *
     * @throws StatusException for any status word but 9000
     * @throws IOException if the state cannot be written
     * @throws InterruptedException if the wait for a touch was ended
     */
    byte[] process(CommandApdu command) throws StatusException, IOException, InterruptedException;
}
