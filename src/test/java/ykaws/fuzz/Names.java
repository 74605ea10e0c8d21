package ykaws.fuzz;

import java.nio.charset.StandardCharsets;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.oath.OathType;
import ykaws.shell.Printable;

/** Account names of any text: what may be stored is read back as itself, and none of it commands a terminal. */
public final class Names {
    private Names() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        for (OathType type : OathType.values()) {
            Fuzzing.typed(() -> {
                CredentialId id = CredentialId.parse(text, type).requireStorable();
                Fuzzing.require(CredentialId.parse(id.text(), type).equals(id));
            });
        }
        MfaArn.parse(text).ifPresent(arn -> Fuzzing.require(arn.text().equals(text)));
        Fuzzing.require(Printable.of(text).chars().noneMatch(c -> c < ' ' || c >= 0x7F && c < 0xA0));
    }
}
