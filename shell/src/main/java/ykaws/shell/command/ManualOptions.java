package ykaws.shell.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code enroll --manual}: what AWS's form shows. */
final class ManualOptions {
    @Option(
            names = "--manual",
            description = {
                "Enroll through AWS's form in the browser, for users who may not call IAM: asks for the secret that the"
                        + " form shows, stores it, checks the key's code (one touch) and prints both codes that the form"
                        + " wants. NAME is the name that the device has there, or its ARN."
            })
    boolean manual;

    @Option(
            names = "--qr",
            paramLabel = "FILE",
            description = "With --manual: take the secret, name and account from a screenshot of the form's QR code.")
    @Nullable
    String qr;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description =
                    "With --manual: the secret. Better left out: it is then asked for, or read from standard input.")
    @Nullable
    String secret;
}
