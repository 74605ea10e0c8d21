package ykaws.sandbox.aws;

/**
 * A long-term access key of a user of the local AWS. It opens nothing but the sandbox; still its text masks the secret,
 * so that nobody learns to print such things.
 */
public record AccessKey(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
        return "AccessKey[" + accessKeyId + ", secret of " + secretAccessKey.length() + " characters]";
    }
}
