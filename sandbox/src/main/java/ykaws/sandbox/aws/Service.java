package ykaws.sandbox.aws;

import org.jspecify.annotations.Nullable;

/** A service behind the endpoint: its name in signatures, its version, its actions. */
enum Service {
    IAM("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"),
    STS("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");

    private final String id;
    private final String version;
    private final String namespace;

    Service(String id, String version, String namespace) {
        this.id = id;
        this.version = version;
        this.namespace = namespace;
    }

    String id() {
        return id;
    }

    String namespace() {
        return namespace;
    }

    /** The service that a request is for: by its signature, else by the version that it names. */
    static Service of(@Nullable Credential credential, Parameters parameters) {
        boolean sts = credential == null
                ? STS.version.equals(parameters.raw("Version"))
                : STS.id.equals(credential.scope().service());
        return sts ? STS : IAM;
    }

    Call.Action action(Parameters parameters) throws AwsRefusal {
        String name = parameters.raw("Action");
        String asked = parameters.raw("Version");
        if (name == null) {
            throw new AwsRefusal(400, "MissingAction", "The request is missing an action or a required parameter.");
        }
        Call.Action action = version.equals(asked) ? (this == IAM ? IamActions.ALL : StsActions.ALL).get(name) : null;
        if (action == null) {
            throw new AwsRefusal(
                    400,
                    "InvalidAction",
                    "Could not find operation " + name + " for version "
                            + (asked == null ? "NO_VERSION_SPECIFIED" : asked));
        }
        return action;
    }
}
