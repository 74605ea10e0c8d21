package ykaws.aws.awsvault;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.AccessKeys;
import ykaws.aws.awsvault.AwsVaultException.Kind;
import ykaws.aws.keystore.KeystoreException;
import ykaws.aws.keystore.SecretServiceCollection;

/**
 * aws-vault's Secret Service backend: a collection of its own, whose items have the profile's or session's name as their
 * attribute {@code profile} and the same JSON as its files for their secret.
 */
public final class AwsVaultKeyring implements AutoCloseable {
    private static final String ATTRIBUTE = "profile";

    private final SecretServiceCollection collection;

    private AwsVaultKeyring(SecretServiceCollection collection) {
        this.collection = collection;
    }

    /** The collection that aws-vault takes: {@code AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME}, else {@code awsvault}. */
    public static String collection(Map<String, String> environment) {
        String named = environment.getOrDefault("AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME", "");
        return named.isEmpty() ? "awsvault" : named;
    }

    /**
     * Opens it; the caller closes it.
     *
     * @param mayAsk whether the desktop may ask the person to unlock it
     * @return empty where there is none
     * @throws AwsVaultException UNAVAILABLE
     */
    public static Optional<AwsVaultKeyring> open(String collection, boolean mayAsk) throws AwsVaultException {
        try {
            return SecretServiceCollection.open(collection, ATTRIBUTE, mayAsk).map(AwsVaultKeyring::new);
        } catch (KeystoreException e) {
            throw unavailable(e);
        }
    }

    /** The profiles whose keys are there, sorted; no secret is read for that. */
    public List<String> profiles() {
        return collection.names().stream()
                .filter(AwsVaultItem::isCredentials)
                .sorted()
                .toList();
    }

    /**
     * The keys of one of {@link #profiles()}. The caller closes them.
     *
     * @throws AwsVaultException UNAVAILABLE, DAMAGED
     */
    public AccessKeys keys(String profile) throws AwsVaultException {
        byte[] item = {};
        try {
            item = collection.secret(profile);
            return AwsVaultItem.keys(profile, item);
        } catch (KeystoreException e) {
            throw unavailable(e);
        } finally {
            Arrays.fill(item, (byte) 0);
        }
    }

    @Override
    public void close() {
        collection.close();
    }

    private static AwsVaultException unavailable(KeystoreException e) {
        return new AwsVaultException(Kind.UNAVAILABLE, "aws-vault: " + e.getMessage(), e);
    }
}
