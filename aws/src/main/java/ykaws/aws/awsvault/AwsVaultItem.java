package ykaws.aws.awsvault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.awsvault.AwsVaultException.Kind;
import ykaws.oath.Secret;

/**
 * An item as aws-vault's keyring library stores it: a JSON object whose {@code Data}, in base64, is a JSON object with
 * {@code AccessKeyID} and {@code SecretAccessKey}.
 */
final class AwsVaultItem {
    private static final JsonFactory JSON = new JsonFactory();

    /** Sessions, of which several spellings were in use, and tokens of IAM Identity Center. */
    private static final Pattern NO_CREDENTIALS =
            Pattern.compile("[^,]+,[^,]+,[^,]*,[0-9]+|session:.*|.+ session \\([0-9]+\\)|oidc:.*");

    private final String name;
    private @Nullable String id;
    private @Nullable Secret secret;

    private AwsVaultItem(String name) {
        this.name = name;
    }

    static boolean isCredentials(String key) {
        return !NO_CREDENTIALS.matcher(key).matches();
    }

    /** The keys in an item. The caller closes them, and wipes {@code json}. */
    static AccessKeys keys(String name, byte[] json) throws AwsVaultException {
        AwsVaultItem item = new AwsVaultItem(name);
        byte[] data = {};
        try {
            data = item.data(json);
            item.readCredentials(data);
            String id = item.id;
            Secret secret = item.secret;
            if (id == null || secret == null) {
                throw item.damaged();
            }
            item.secret = null;
            return new AccessKeys(id, secret);
        } catch (AwsVaultException e) {
            throw e;
        } catch (IOException e) {
            // Its message quotes what stands there.
            throw item.damaged();
        } finally {
            Arrays.fill(data, (byte) 0);
            if (item.secret != null) {
                item.secret.close();
            }
        }
    }

    private byte[] data(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("Data") && value == JsonToken.VALUE_STRING) {
                    return parser.getBinaryValue();
                }
                parser.skipChildren();
            }
        }
        throw damaged();
    }

    private void readCredentials(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                boolean text = parser.nextToken() == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
                if (text && field.equals("AccessKeyID")) {
                    id = parser.getText();
                } else if (text && field.equals("SecretAccessKey") && secret == null) {
                    char[] characters = Arrays.copyOfRange(
                            parser.getTextCharacters(),
                            parser.getTextOffset(),
                            parser.getTextOffset() + parser.getTextLength());
                    secret = Secret.ofChars(characters);
                    Arrays.fill(characters, '\0');
                } else if (text && field.equals("SessionToken")) {
                    throw new AwsVaultException(Kind.DAMAGED, "aws-vault's " + name + " are not long-term keys", null);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void require(boolean fact) throws AwsVaultException {
        if (!fact) {
            throw damaged();
        }
    }

    private AwsVaultException damaged() {
        return new AwsVaultException(Kind.DAMAGED, "aws-vault's " + name + " is not what aws-vault writes", null);
    }
}
