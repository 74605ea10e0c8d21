package ykaws.aws.batch;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.IdentityCenter;
import ykaws.aws.SessionCredentials;
import ykaws.aws.SignIn;
import ykaws.aws.Sts;

/** One client for each service as long as the same access keys ask, with its connections; else each user costs new ones. */
final class ReusedClients implements AwsClients {
    private final AwsClients clients;
    private @Nullable Asked asked;
    private @Nullable Iam iam;
    private @Nullable Sts sts;

    /** For whom the clients were made. */
    private record Asked(AccessKeys keys, Endpoints endpoints) {
        // The very keys: clients borrow them, and others of the same id may have been closed meanwhile.
        @SuppressWarnings("ReferenceEquality")
        boolean is(AccessKeys other, Endpoints there) {
            return keys == other && endpoints.equals(there);
        }
    }

    ReusedClients(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public synchronized Iam iam(AccessKeys keys, Endpoints endpoints) {
        renew(keys, endpoints);
        Iam made = iam == null ? clients.iam(keys, endpoints) : iam;
        iam = made;
        return made;
    }

    @Override
    public synchronized Sts sts(AccessKeys keys, Endpoints endpoints) {
        renew(keys, endpoints);
        Sts made = sts == null ? clients.sts(keys, endpoints) : sts;
        sts = made;
        return made;
    }

    private void renew(AccessKeys keys, Endpoints endpoints) {
        if (asked == null || !asked.is(keys, endpoints)) {
            asked = new Asked(keys, endpoints);
            iam = null;
            sts = null;
        }
    }

    @Override
    public Iam iam(SessionCredentials session, Endpoints endpoints) {
        return clients.iam(session, endpoints);
    }

    @Override
    public Sts sts(SessionCredentials session, Endpoints endpoints) {
        return clients.sts(session, endpoints);
    }

    @Override
    public SignIn signIn(URI endpoint, @Nullable Path caBundle) {
        return clients.signIn(endpoint, caBundle);
    }

    @Override
    public Sts unsignedSts(Endpoints endpoints) {
        return clients.unsignedSts(endpoints);
    }

    @Override
    public IdentityCenter identityCenter(String region, Endpoints endpoints, InstantSource clock) {
        return clients.identityCenter(region, endpoints, clock);
    }
}
