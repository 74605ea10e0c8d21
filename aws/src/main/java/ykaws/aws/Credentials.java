package ykaws.aws;

/** What calls are signed with: a user's long-term keys, or a session. Whoever made them closes them. */
public sealed interface Credentials extends AutoCloseable permits AccessKeys, SessionCredentials {
    /** Public. */
    String accessKeyId();

    /** Wipes them. */
    @Override
    void close();
}
