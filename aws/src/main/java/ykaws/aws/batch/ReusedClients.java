package ykaws.aws.batch;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsClients;
import ykaws.aws.Credentials;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.IdentityCenter;
import ykaws.aws.SignIn;
import ykaws.aws.Sts;

/** One client for each service as long as the same credentials ask, with its connections; else each user costs new ones. */
final class ReusedClients implements AwsClients {
    private final AwsClients clients;
    private @Nullable Asked asked;
    private @Nullable Iam iam;
    private @Nullable Sts sts;

    /** For whom the clients were made. */
    private record Asked(Credentials credentials, Endpoints endpoints) {
        // The very same: clients borrow them, and others of the same id may have been closed meanwhile.
        @SuppressWarnings("ReferenceEquality")
        boolean is(Credentials other, Endpoints there) {
            return credentials == other && endpoints.equals(there);
        }
    }

    ReusedClients(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public synchronized Iam iam(Credentials credentials, Endpoints endpoints) {
        renew(credentials, endpoints);
        Iam made = iam == null ? clients.iam(credentials, endpoints) : iam;
        iam = made;
        return made;
    }

    @Override
    public synchronized Sts sts(Credentials credentials, Endpoints endpoints) {
        renew(credentials, endpoints);
        Sts made = sts == null ? clients.sts(credentials, endpoints) : sts;
        sts = made;
        return made;
    }

    private void renew(Credentials credentials, Endpoints endpoints) {
        if (asked == null || !asked.is(credentials, endpoints)) {
            asked = new Asked(credentials, endpoints);
            iam = null;
            sts = null;
        }
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
