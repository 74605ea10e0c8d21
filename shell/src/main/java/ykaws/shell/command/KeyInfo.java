package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;

/** {@code key info}. */
@Command(
        name = "info",
        description = {
            "Describe one YubiKey: its applications over USB and NFC, its locks, its OATH accounts.",
            "It asks for no password: how many accounts there are is told only where that needs none."
        })
final class KeyInfo implements Callable<Integer> {
    private final Invocation invocation;

    KeyInfo(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        KeyDescription is;
        try (OpenKey key = invocation.openKey()) {
            is = KeyDescription.of(invocation, key);
        }
        if (invocation.options().json()) {
            invocation.console().data(is.json());
        } else {
            is.print(invocation.console());
        }
        return 0;
    }
}
