package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.oath.Credential;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** {@code oath reset}. Needs no password: it is also the way out for who forgot it. */
@Command(
        name = "reset",
        description = {
            "Delete all accounts and the password of the OATH application.",
            "The secrets are lost. The key's other applications (FIDO2, PIV, OpenPGP) are not touched."
        })
final class OathReset implements Callable<Integer> {
    private static final String WORD = "reset";

    private final Invocation invocation;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    OathReset(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenKey key = invocation.openKey()) {
            // Before the application is selected: reading it later would deselect it.
            OptionalInt serial = key.info().serial();
            OathSession session = OpenOath.select(invocation, key);
            List<Credential> accounts = accounts(session);
            dependents(serial, accounts).require(force);
            if (!force && invocation.canAsk()) {
                tellLoss(session, accounts);
            }
            confirm(serial);
            boolean hadPassword = session.passwordSet();
            String deviceId = session.deviceId();
            session.reset();
            Remembered.of(invocation).forget(deviceId);
            report(serial, accounts, hadPassword);
        }
        return 0;
    }

    private Dependents dependents(OptionalInt serial, @Nullable List<Credential> accounts) throws IOException {
        return accounts == null
                ? Dependents.ofKey(invocation, serial)
                : Dependents.of(
                        invocation, accounts.stream().map(Credential::id).toList());
    }

    /** Null where the key does not tell: it is locked, or a damaged record hides the rest. */
    private static @Nullable List<Credential> accounts(OathSession session) throws IOException {
        if (session.locked()) {
            return null;
        }
        try {
            return AccountOrder.sorted(session.list());
        } catch (OathException e) {
            if (e.kind() == OathException.Kind.CORRUPT_RECORD) {
                return null;
            }
            throw e;
        }
    }

    private void tellLoss(OathSession session, @Nullable List<Credential> accounts) {
        if (accounts == null) {
            invocation.console().say("ykaws: all accounts are lost; the key does not tell which it has");
        } else {
            invocation.console().say("ykaws: " + number(accounts.size()) + (accounts.isEmpty() ? "" : " lost:"));
            for (Credential account : accounts) {
                invocation.console().say("  " + MfaArns.described(account.id()));
            }
        }
        if (session.passwordSet()) {
            invocation.console().say("ykaws: the password goes too");
        }
    }

    private static String number(int accounts) {
        return switch (accounts) {
            case 0 -> "the key has no accounts";
            case 1 -> "1 account is";
            default -> accounts + " accounts are";
        };
    }

    private void confirm(OptionalInt serial) throws IOException {
        List<String> words = new ArrayList<>();
        serial.ifPresent(number -> words.add(Integer.toUnsignedString(number)));
        words.add(WORD);
        String which = serial.isPresent() ? "of the key " + words.get(0) : "of this key";
        invocation.confirmTyped("Reset the OATH application " + which + "?", words, force);
    }

    private void report(OptionalInt serial, @Nullable List<Credential> accounts, boolean hadPassword) {
        if (!invocation.options().json()) {
            invocation.console().say("ykaws: the OATH application is empty and has no password");
            return;
        }
        Json json = new Json().beginObject();
        json.name("serial");
        if (serial.isPresent()) {
            json.value(Integer.toUnsignedLong(serial.getAsInt()));
        } else {
            json.value((String) null);
        }
        json.name("deleted");
        if (accounts == null) {
            json.value((String) null);
        } else {
            json.beginArray();
            accounts.forEach(account -> json.value(account.id().text()));
            json.endArray();
        }
        json.field("password_removed", hadPassword);
        invocation.console().data(json.endObject().toString());
    }
}
