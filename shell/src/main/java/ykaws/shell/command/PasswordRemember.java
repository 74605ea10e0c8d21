package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.aws.keystore.RememberedKeys;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** {@code oath password remember}. */
@Command(
        name = "remember",
        description = {
            "Remember the password of this key in the operating system's keystore.",
            "What is stored is not the password but what it makes on this key; it opens no other key, and none after a"
                    + " reset or with another password."
        })
final class PasswordRemember implements Callable<Integer> {
    private final Invocation invocation;

    PasswordRemember(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        RememberedKeys remembered = Remembered.of(invocation);
        String deviceId;
        try (OpenKey key = invocation.openKey()) {
            OathSession session = OpenOath.select(invocation, key);
            deviceId = session.deviceId();
            if (!session.passwordSet()) {
                throw OathException.of(
                        OathException.Kind.NO_PASSWORD_SET, "", "the key's OATH application has no password");
            }
            remembered.requireKeystore();
            try (Secret password = Passwords.current(invocation);
                    Secret accessKey = Unlocking.derive(session, password)) {
                key.resetOnClose();
                if (!session.unlock(accessKey)) {
                    throw OathException.of(
                            OathException.Kind.WRONG_PASSWORD,
                            "",
                            "wrong password for the OATH application; nothing was remembered");
                }
                remembered.put(deviceId, accessKey);
            }
        }
        if (invocation.options().json()) {
            invocation
                    .console()
                    .data(new Json()
                            .beginObject()
                            .field("device_id", deviceId)
                            .field("remembered", true)
                            .endObject()
                            .toString());
        } else {
            invocation.console().say("ykaws: the password of this key is remembered");
        }
        return 0;
    }
}
