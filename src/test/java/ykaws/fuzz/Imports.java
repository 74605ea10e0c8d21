package ykaws.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import ykaws.oath.NewCredential;
import ykaws.oath.imports.ImportReader;
import ykaws.oath.imports.ImportedAccount;
import ykaws.oath.qr.QrReader;

/** What other programs export: any bytes as a file, and as the message in Google Authenticator's code. */
public final class Imports {
    private Imports() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (!QrReader.isPicture(input)) {
            read(input);
        }
        String migration =
                "otpauth-migration://offline?data=" + Base64.getUrlEncoder().encodeToString(input);
        read(migration.getBytes(StandardCharsets.US_ASCII));
    }

    private static void read(byte[] content) {
        Fuzzing.typed(() -> {
            try (ImportReader reader = new ImportReader()) {
                reader.add("fuzzed", content);
                reader.missing();
                for (ImportedAccount each : reader.accounts()) {
                    NewCredential account = each.account();
                    Fuzzing.require((account == null) != (each.refusal() == null));
                    if (account != null) {
                        account.requireStorable();
                    }
                }
            }
        });
    }
}
