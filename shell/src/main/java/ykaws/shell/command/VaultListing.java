package ykaws.shell.command;

import java.util.Optional;
import ykaws.aws.vault.UnlockerInfo;
import ykaws.aws.vault.VaultAccount;
import ykaws.shell.Json;

/** How unlockers are told. */
final class VaultListing {
    private VaultListing() {}

    /** {@code yubikey 12345678 (1a2b3c4d)}. */
    static String name(UnlockerInfo unlocker) {
        return unlocker.kind() + key(unlocker).map(serial -> " " + serial).orElse("") + " (" + unlocker.id() + ")";
    }

    static Optional<String> key(UnlockerInfo unlocker) {
        return unlocker.account().map(account -> Integer.toUnsignedString(account.serial()));
    }

    /** The fields {@code id}, {@code kind}, {@code serial}, {@code account} of an object that is open. */
    static Json fields(Json json, UnlockerInfo unlocker) {
        json.field("id", unlocker.id()).field("kind", unlocker.kind()).name("serial");
        if (unlocker.account().isPresent()) {
            json.value(Integer.toUnsignedLong(unlocker.account().get().serial()));
        } else {
            json.value((String) null);
        }
        return json.field("account", unlocker.account().map(VaultAccount::id).orElse(null));
    }
}
