package ykaws.shell.command;

import ykaws.oath.Credential;
import ykaws.oath.TouchNotice;
import ykaws.shell.Invocation;

/** Tells the person to touch the key: at once where it is known to wait, after half a second where it seems to. */
public final class TouchPrompt implements TouchNotice {
    private final Invocation invocation;
    private final String purpose;
    private boolean told;

    /** @param purpose what the touch is for, for example {@code the code of dev} */
    public TouchPrompt(Invocation invocation, String purpose) {
        this.invocation = invocation;
        this.purpose = purpose;
    }

    @Override
    public void touchNeeded(Credential account) {
        tell();
    }

    /** The key does not answer: it probably waits. */
    public synchronized void tell() {
        if (!told) {
            told = true;
            invocation.console().say("ykaws: " + invocation.world().touchAction() + " for " + purpose);
        }
    }

    @Override
    public synchronized void touched() {
        told = false;
        invocation.console().clearStatus();
    }
}
