package ykaws.aws.session;

import java.io.IOException;
import ykaws.aws.AccessKeys;

/** Where long-term keys come from: the vault, unlocked when first asked, or the credentials file. */
public interface KeySource {
    /** The keys stored under that profile. The caller closes them. */
    AccessKeys keys(String profile) throws IOException;
}
