package ykaws.shell.command;

import org.jspecify.annotations.Nullable;
import ykaws.oath.Credential;
import ykaws.oath.TouchNotice;
import ykaws.shell.Invocation;

/** Tells the person to touch the key: at once where it is known to wait, after half a second where it seems to. */
public final class TouchPrompt implements TouchNotice {
    private final Invocation invocation;
    private final String purpose;
    private @Nullable TouchRequest request;

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
        if (request == null) {
            request = new TouchRequest(invocation, invocation.world().touchAction() + " for " + purpose);
            request.show();
        }
    }

    @Override
    public synchronized void touched() {
        if (request == null) {
            invocation.console().clearStatus();
        } else {
            request.done();
            request = null;
        }
    }
}
