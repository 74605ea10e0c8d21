package ykaws.aws.enroll;

import java.util.ArrayList;
import java.util.List;
import ykaws.oath.CredentialId;

/** The commands that take a step back by hand, as a POSIX shell reads them. */
final class Commands {
    /** What no shell changes, whatever stands beside it. */
    private static final String PLAIN = "@%+=:,./-_";

    private Commands() {}

    static String deactivate(String user, String serial) {
        return line("aws", "iam", "deactivate-mfa-device", "--user-name", user, "--serial-number", serial);
    }

    static String deleteDevice(String serial) {
        return line("aws", "iam", "delete-virtual-mfa-device", "--serial-number", serial);
    }

    /** With {@code --force}: whoever pastes it has read why. */
    static String deleteAccount(EnrollKey key, CredentialId account) {
        List<String> words = new ArrayList<>(List.of("ykaws"));
        if (key.serial().isPresent()) {
            words.add("--key");
            words.add(Integer.toString(key.serial().getAsInt()));
        }
        words.addAll(List.of("oath", "delete", "--force", account.text()));
        return line(words.toArray(new String[0]));
    }

    private static String line(String... words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.length() == 0 ? "" : " ").append(quote(word));
        }
        return line.toString();
    }

    private static String quote(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; plain && i < word.length(); i++) {
            char c = word.charAt(i);
            plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
