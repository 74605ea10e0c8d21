package ykaws.aws.session;

import java.io.IOException;
import ykaws.aws.SessionCredentials;

/** Credentials that come from elsewhere than long-term keys. */
public interface SourceCredentials {
    /** The credentials of a first step; the caller closes them. */
    SessionCredentials get(Step.Source source) throws IOException;
}
