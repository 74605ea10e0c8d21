package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ykaws.oath.CodeLookup;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/**
 * Among several keys, the one that holds an account. Asked only where several are plugged in and none was named: each is
 * opened in turn, a locked one with its remembered password; nobody is asked for one.
 */
final class KeyWithAccount {
    private final Invocation invocation;
    private final String account;
    private final List<KeyListing> holders = new ArrayList<>();
    private final List<Unknown> unknown = new ArrayList<>();

    /** A key that does not tell, and why. */
    private record Unknown(KeyListing key, String why) {
        String name() {
            return KeyWithAccount.name(key);
        }
    }

    /** @param account as for {@link CodeLookup#match} */
    KeyWithAccount(Invocation invocation, String account) {
        this.invocation = invocation;
        this.account = account;
    }

    /**
     * Chooses.
     *
     * @throws ykaws.shell.Failure with exit code 5 if there is not exactly one
     */
    KeySelector among(List<KeyListing> keys) throws IOException {
        for (KeyListing key : keys) {
            look(key);
        }
        if (holders.size() == 1) {
            for (Unknown other : unknown) {
                invocation
                        .console()
                        .say("ykaws: note: " + other.name() + " may hold " + account + " too: it is " + other.why());
            }
            invocation.progress(name(holders.get(0)) + " holds " + account);
            return KeySelector.ofReader(holders.get(0).reader());
        }
        if (holders.isEmpty() && unknown.isEmpty()) {
            throw new Problem(
                            "no-such-account",
                            "none of the " + keys.size() + " keys holds an account that matches '" + account + "'",
                            hints(keys),
                            ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                    .failure();
        }
        throw several(keys.size());
    }

    private RuntimeException several(int all) {
        String message = holders.isEmpty()
                ? all + " keys are plugged in, and which of them holds '" + account + "' cannot be told: "
                        + unknown.get(0).name() + " is " + unknown.get(0).why()
                : holders.size() + " keys hold an account that matches '" + account + "'";
        List<KeyListing> choice = new ArrayList<>(holders);
        if (choice.isEmpty()) {
            unknown.forEach(each -> choice.add(each.key()));
        }
        return new Problem("several-keys", message, hints(choice), ExitCode.NOT_FOUND_OR_AMBIGUOUS).failure();
    }

    private void look(KeyListing key) throws IOException {
        if (key.state() != KeyListing.State.FREE) {
            unknown.add(new Unknown(key, key.inUse() ? "in use" : "unreadable"));
            return;
        }
        try (OpenKey open = invocation.keys().open(KeySelector.ofReader(key.reader()))) {
            OathSession session = OpenOath.select(invocation, open);
            if (session.locked() && !unlocked(open, session)) {
                unknown.add(new Unknown(key, "locked by a password"));
            } else if (!CodeLookup.match(account, session.list()).found().isEmpty()) {
                holders.add(key);
            }
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.NOT_AVAILABLE) {
                throw e;
            }
        } catch (PcscException e) {
            if (e.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            unknown.add(new Unknown(key, e.kind() == PcscException.Kind.BUSY ? "in use" : "unreadable"));
        }
    }

    /** By a remembered password; the key forgets it at the close. */
    private boolean unlocked(OpenKey key, OathSession session) throws IOException {
        try (Unlocking unlocking = new Unlocking(invocation)) {
            boolean done = unlocking.unlockWithoutAsking(session);
            if (done) {
                key.resetOnClose();
            }
            return done;
        }
    }

    private static String name(KeyListing key) {
        return key.info().map(Reconfiguration::name).orElse("the key in " + key.reader());
    }

    private static List<String> hints(List<KeyListing> keys) {
        List<String> hints = new ArrayList<>();
        for (KeyListing key : keys) {
            key.info().map(KeyDescription::serial).ifPresent(serial -> hints.add("--key " + serial));
        }
        hints.add("ykaws key list");
        return hints;
    }
}
