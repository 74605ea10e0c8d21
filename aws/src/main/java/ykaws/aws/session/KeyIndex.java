package ykaws.aws.session;

import java.io.IOException;
import java.util.Optional;

/** Which profiles have long-term keys, as far as that can be told without unlocking anything. */
public interface KeyIndex {
    /** The public half of the keys stored under that profile. */
    Optional<String> accessKeyId(String profile) throws IOException;
}
