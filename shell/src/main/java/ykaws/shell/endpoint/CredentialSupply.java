package ykaws.shell.endpoint;

import java.io.IOException;
import java.time.Duration;
import ykaws.aws.SessionCredentials;

/** Where the credentials of one served profile or role come from. */
public interface CredentialSupply {
    /**
     * Credentials that hold at least {@code minLeft}; this may ask for a touch and take as long as one takes. The
     * caller closes them.
     */
    SessionCredentials get(Duration minLeft) throws IOException;

    /** How long AWS gives such credentials. */
    Duration duration();

    /** One line for whoever asks while there are none, from what {@link #get} threw. */
    String explain(Throwable failure);
}
