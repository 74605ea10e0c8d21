import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.freedesktop.dbus.ObjectPath;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.types.Variant;
import org.freedesktop.secret.Collection;
import org.freedesktop.secret.Item;
import org.freedesktop.secret.Secret;
import org.freedesktop.secret.Service;
import org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface;

/**
 * What aws-vault leaves in a Secret Service: a collection whose items have the label and the attribute "profile" that are
 * the profile's name, and for their secret the JSON of its keyring library. Run as one source file, on ykaws's own jars.
 * Arguments: the collection's name and its passphrase; then for each item its name, access key id and secret access key.
 */
final class AwsVaultCollection {
    public static void main(String[] words) throws Exception {
        try (var bus = DBusConnectionBuilder.forSessionBus().withShared(false).build()) {
            Service service = new Service(bus);
            service.openSession("plain", new Variant<>(""));
            ObjectPath session = service.getSession().getPath();
            ObjectPath path = new InternalUnsupportedGuiltRiddenInterface(service)
                    .createWithMasterPassword(
                            Collection.createProperties(words[0]),
                            new Secret(session, new byte[0], words[1].getBytes(StandardCharsets.UTF_8), "text/plain"));
            Collection collection = new Collection(path, service);
            for (int i = 2; i < words.length; i += 3) {
                byte[] json = item(words[i], words[i + 1], words[i + 2]).getBytes(StandardCharsets.UTF_8);
                collection.createItem(
                        Item.createProperties(words[i], new HashMap<>(Map.of("profile", words[i]))),
                        new Secret(session, new byte[0], json, "application/json"),
                        true);
            }
            System.out.println(path.getPath());
        }
    }

    private static String item(String name, String id, String secret) {
        String keys = "{\"AccessKeyID\":\"" + id + "\",\"SecretAccessKey\":\"" + secret
                + "\",\"SessionToken\":\"\",\"ProviderName\":\"\",\"CanExpire\":false,"
                + "\"Expires\":\"0001-01-01T00:00:00Z\"}";
        return "{\"Key\":\"" + name + "\",\"Data\":\""
                + Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8))
                + "\",\"Label\":\"aws-vault (" + name + ")\",\"Description\":\"\",\"KeychainNotTrustApplication\":true,"
                + "\"KeychainNotSynchronizable\":false}";
    }
}
