package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.aws.keystore.KeystoreException;
import ykaws.aws.keystore.RememberedKeys;
import ykaws.oath.Secret;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** {@code oath password set}. */
@Command(
        name = "set",
        description = {
            "Set or change the password of the OATH application.",
            "On standard input: the present password, if there is one, and the new one, a line each."
        })
final class PasswordSet implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = {"-r", "--remember"},
            description = "Remember it in the operating system's keystore. A password that was remembered stays so.")
    boolean remember;

    PasswordSet(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        RememberedKeys remembered = Remembered.of(invocation);
        if (remember) {
            remembered.requireKeystore();
        }
        boolean kept;
        try (Unlocking unlocking = Unlocking.forPasswordSet(invocation);
                OpenOath oath = OpenOath.on(invocation.openKey(), unlocking, invocation);
                Secret password = Passwords.fresh(invocation);
                Secret accessKey = Unlocking.derive(oath.session(), password)) {
            String deviceId = oath.session().deviceId();
            oath.session().setPassword(accessKey);
            oath.key().resetOnClose();
            kept = remember || remembered.has(deviceId);
            if (kept) {
                remember(remembered, deviceId, accessKey);
            }
        }
        report(kept);
        return 0;
    }

    private static void remember(RememberedKeys remembered, String deviceId, Secret accessKey) throws IOException {
        try {
            remembered.put(deviceId, accessKey);
        } catch (KeystoreException e) {
            throw new KeystoreException(
                    e.kind(), "the password was set, but could not be remembered: " + e.getMessage(), e);
        }
    }

    private void report(boolean kept) {
        if (invocation.options().json()) {
            invocation
                    .console()
                    .data(new Json()
                            .beginObject()
                            .field("password_set", true)
                            .field("remembered", kept)
                            .endObject()
                            .toString());
        } else {
            invocation
                    .console()
                    .say("ykaws: the OATH application now asks for the password"
                            + (kept ? ", which is remembered" : ""));
        }
    }
}
