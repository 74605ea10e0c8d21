package ykaws.aws.sdk;

import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;

/** AWS through its SDK for Java. Nothing of the SDK is loaded before a client is asked for. */
public final class SdkClients implements AwsClients {
    @Override
    public Iam iam(AccessKeys keys, Endpoints endpoints) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iam iam(SessionCredentials session, Endpoints endpoints) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sts sts(AccessKeys keys, Endpoints endpoints) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Sts sts(SessionCredentials session, Endpoints endpoints) {
        throw new UnsupportedOperationException();
    }
}
