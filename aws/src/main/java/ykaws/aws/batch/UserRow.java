package ykaws.aws.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A user who is to get a key.
 *
 * @param line where it stands in the file
 * @param user the IAM user
 * @param device the name of the MFA device
 * @param path of the device, {@code /} if there is none
 * @param key the serial number of the key; empty: the next one
 * @param tags for the device, beside our own
 */
public record UserRow(int line, String user, String device, String path, OptionalInt key, Map<String, String> tags) {
    public UserRow {
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
