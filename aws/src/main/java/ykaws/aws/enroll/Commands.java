package ykaws.aws.enroll;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import ykaws.aws.ShellQuote;
import ykaws.oath.CredentialId;

/** The commands that take a step back, or go another way, by hand: as a POSIX shell reads them. */
public final class Commands {
    private Commands() {}

    public static String deactivate(String user, String serial) {
        return line("aws", "iam", "deactivate-mfa-device", "--user-name", user, "--serial-number", serial);
    }

    public static String deleteDevice(String serial) {
        return line("aws", "iam", "delete-virtual-mfa-device", "--serial-number", serial);
    }

    /** With {@code --force}: whoever pastes it has read why. */
    public static String deleteAccount(OptionalInt key, CredentialId account) {
        return ykaws(key, "oath", "delete", "--force", account.text());
    }

    static String rename(OptionalInt key, CredentialId from, CredentialId to) {
        return ykaws(key, "oath", "rename", from.text(), to.text());
    }

    /** A command of ours, on that key. */
    public static String ykaws(OptionalInt key, String... words) {
        List<String> all = new ArrayList<>(List.of("ykaws"));
        if (key.isPresent()) {
            all.add("--key");
            all.add(Integer.toUnsignedString(key.getAsInt()));
        }
        all.addAll(List.of(words));
        return ShellQuote.command(all);
    }

    private static String line(String... words) {
        return ShellQuote.command(List.of(words));
    }
}
