package ykaws.shell.doctor;

import java.util.List;
import java.util.Locale;
import ykaws.aws.keystore.Keystore;

/** Whether there is a keystore of the operating system to remember passwords in. */
public final class KeystoreCheck implements Check {
    private static final String NAME = "keystore";

    private final Keystore keystore;
    private final String osName;

    /** @param osName of the system, or {@code sandbox} */
    public KeystoreCheck(Keystore keystore, String osName) {
        this.keystore = keystore;
        this.osName = osName;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() {
        String kind = kind();
        return List.of(
                keystore.available()
                        ? Result.ok(NAME, kind + " can be used")
                        : Result.warning(
                                NAME,
                                "no " + kind + " here: passwords are asked for each time",
                                "run it in a desktop session with an unlocked keyring (gnome-keyring, KWallet,"
                                        + " KeePassXC)"));
    }

    private String kind() {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.equals("sandbox")) {
            return "the sandbox's own keystore";
        }
        if (os.startsWith("mac")) {
            return "Keychain";
        }
        return os.startsWith("windows") ? "Credential Manager" : "Secret Service";
    }
}
