package ykaws.aws;

import ykaws.oath.Secret;

/**
 * The long-term keys of an IAM user.
 *
 * @param accessKeyId public, starts with AKIA
 * @param secretAccessKey owned by this record: {@link #close} wipes it
 */
public record AccessKeys(String accessKeyId, Secret secretAccessKey) implements Credentials {
    /** Copies with an owner of their own. */
    public AccessKeys copy() {
        return new AccessKeys(accessKeyId, secretAccessKey.copy());
    }

    @Override
    public void close() {
        secretAccessKey.close();
    }
}
