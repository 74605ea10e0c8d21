package ykaws.fuzz;

import java.nio.charset.StandardCharsets;
import ykaws.oath.NewCredential;
import ykaws.oath.OtpauthUri;
import ykaws.oath.Secret;

/** Texts that claim to be otpauth URIs; one that is accepted must survive being written and read again. */
public final class OtpauthUris {
    private OtpauthUris() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Fuzzing.typed(() -> {
            try (NewCredential uri = OtpauthUri.parse(new String(input, StandardCharsets.UTF_8));
                    NewCredential account = uri.as(uri.id()).build();
                    Secret written = OtpauthUri.format(account);
                    NewCredential again =
                            OtpauthUri.parse(written.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII)))) {
                // As it stands on the key, where "a:b" without an issuer is b of a.
                Fuzzing.require(again.id().text().equals(uri.id().text()));
                Fuzzing.require(again.key().matches(uri.key()));
                Fuzzing.require(again.digits() == uri.digits() && again.algorithm() == uri.algorithm());
            }
        });
    }
}
