package ykaws.aws;

/**
 * AWS as seen with given credentials. The clients borrow them: whoever made the credentials closes them, after the last
 * call.
 */
public interface AwsClients {
    Iam iam(AccessKeys keys, Endpoints endpoints);

    Iam iam(SessionCredentials session, Endpoints endpoints);

    Sts sts(AccessKeys keys, Endpoints endpoints);

    Sts sts(SessionCredentials session, Endpoints endpoints);
}
