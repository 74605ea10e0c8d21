package ykaws.shell.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import ykaws.aws.AccessKeys;
import ykaws.aws.config.ProfileEditor;
import ykaws.oath.MfaArn;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Access keys that a person types, pipes, or has in the environment. */
final class AskedKeys {
    private final Invocation invocation;
    private boolean typed;

    AskedKeys(Invocation invocation) {
        this.invocation = invocation;
    }

    AccessKeys environment() {
        if (!invocation
                .app()
                .environment()
                .getOrDefault("AWS_SESSION_TOKEN", "")
                .isEmpty()) {
            throw Problem.usage(
                            "the environment holds a session, which ends, and not long-term keys",
                            "unset AWS_SESSION_TOKEN if it is left over; from aws-vault: aws-vault exec --no-session")
                    .failure();
        }
        String id = variable("AWS_ACCESS_KEY_ID");
        return keys(id, Secret.ofChars(variable("AWS_SECRET_ACCESS_KEY").toCharArray()));
    }

    private String variable(String name) {
        String value = invocation.app().environment().getOrDefault(name, "");
        if (value.isEmpty()) {
            throw Problem.usage(name + " is not set").failure();
        }
        return value;
    }

    AccessKeys ask() throws IOException {
        Optional<Secret> piped = Passwords.piped(invocation);
        if (piped.isPresent()) {
            return keys(text(piped.get()), Passwords.piped(invocation).orElseThrow(AskedKeys::missing));
        }
        if (!invocation.canAsk()) {
            throw missing();
        }
        typed = true;
        String id = invocation.console().ask("Access key ID: ").trim();
        return keys(id, invocation.console().askSecret("Secret access key: "));
    }

    /** After keys that were typed: asks for the MFA device, where no profile names one, and writes it down. */
    void offerDevice(AwsAccess aws, String profile) throws IOException {
        if (!typed || aws.profiles().setting(profile, "mfa_serial") != null) {
            return;
        }
        String device = invocation
                .console()
                .ask("ARN of the MFA device (nothing, if there is none yet: ykaws enroll makes one): ")
                .trim();
        if (device.isEmpty()) {
            return;
        }
        if (MfaArn.parse(device).isEmpty()) {
            throw Problem.usage("that is no ARN of an MFA device: " + device, "ykaws enroll")
                    .failure();
        }
        ProfileEditor.set(aws.files().config(), profile, "mfa_serial", device);
        invocation
                .console()
                .say("ykaws: profile " + profile + " in " + aws.files().config() + " names it now");
    }

    private static AccessKeys keys(String id, Secret secret) {
        if (!id.matches("[A-Z0-9]{16,128}") || secret.length() == 0) {
            secret.close();
            throw Problem.usage("that is no access key id and secret access key")
                    .failure();
        }
        return new AccessKeys(id, secret);
    }

    private static RuntimeException missing() {
        return Problem.usage(
                        "the access keys are missing",
                        "give both as lines on standard input, or use --env, or run it on a terminal")
                .failure();
    }

    private static String text(Secret secret) {
        try (secret) {
            char[] characters = Passwords.characters(secret);
            try {
                return new String(characters).trim();
            } finally {
                Arrays.fill(characters, '\0');
            }
        }
    }
}
