package ykaws.aws.rotate;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.SessionCredentials;

/**
 * Who makes a rotation's calls: one session with MFA, where the profile names a device, which outlives the old key; else
 * the keys themselves.
 */
public final class RotationLogin implements AutoCloseable {
    private final AwsClients aws;
    private final Endpoints endpoints;
    private final Source source;
    private @Nullable AccessKeys keys;
    private @Nullable SessionCredentials session;

    /** Where the first call's credentials come from. */
    public interface Source {
        /** The session with MFA, at a touch if it is not cached; empty where the profile names no device. */
        Optional<SessionCredentials> session() throws IOException;

        /** The present keys. */
        AccessKeys keys() throws IOException;
    }

    public RotationLogin(AwsClients aws, Endpoints endpoints, Source source) {
        this.aws = aws;
        this.endpoints = endpoints;
        this.source = source;
    }

    /** Takes the session, while the keys that it is made with still work. The second call does nothing. */
    void prepare() throws IOException {
        if (keys == null) {
            session = source.session().orElse(null);
            keys = source.keys();
        }
    }

    Iam iam() throws IOException {
        prepare();
        SessionCredentials own = session;
        AccessKeys plain = keys;
        if (plain == null) {
            throw new IllegalStateException("a login without keys");
        }
        return own == null ? aws.iam(plain, endpoints) : aws.iam(own, endpoints);
    }

    /** The same after the keys were replaced: the former ones may not work for long. */
    Iam iamOf(StagedKeys store) throws IOException {
        prepare();
        if (session == null) {
            if (keys != null) {
                keys.close();
            }
            keys = store.current();
        }
        return iam();
    }

    @Override
    public void close() {
        if (keys != null) {
            keys.close();
        }
        if (session != null) {
            session.close();
        }
    }
}
