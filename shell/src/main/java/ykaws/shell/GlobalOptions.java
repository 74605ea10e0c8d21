package ykaws.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
public final class GlobalOptions {
    private List<String> keys = new ArrayList<>();

    /** How commands print what they found. */
    public enum Output {
        text,
        json
    }

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Use the card reader whose name contains NAME (NFC, virtual). Environment: YKAWS_READER.")
    @Nullable
    String reader;

    @Option(
            names = "--sandbox",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Use a software key and a local AWS, kept in DIR (--sandbox=DIR) or in the state folder."
                    + " Environment: YKAWS_SANDBOX.")
    @Nullable
    String sandbox;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "json: one document on standard output.")
    @Nullable
    Output output;

    @Option(
            names = "--no-input",
            scope = ScopeType.INHERIT,
            description = "Never ask: fail with exit code 2 and name what is missing.")
    boolean noInput;

    @Option(
            names = "--release-scdaemon",
            scope = ScopeType.INHERIT,
            description = "If another program holds the key: have GnuPG let go of it (gpgconf --kill scdaemon).")
    boolean releaseScdaemon;

    @Option(
            names = "--scp",
            scope = ScopeType.INHERIT,
            description = "Encrypt what goes to and from the key: OATH and its configuration (SCP11b, firmware 5.7).")
    boolean scp;

    @Option(
            names = "-v",
            scope = ScopeType.INHERIT,
            description = "Progress on standard error; -vv: a redacted trace of APDUs and HTTP.")
    boolean[] verbose = {};

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version.")
    boolean version;

    /**
     * Adds to the keys. (A setter, since picocli would begin a field's list anew at each level of a command, and
     * forget what stood before its name.)
     */
    @Option(
            names = {"-k", "--key"},
            paramLabel = "SERIAL",
            scope = ScopeType.INHERIT,
            description = "Use this YubiKey; may be repeated where a command takes several. Environment: YKAWS_KEY.")
    void addKeys(@Nullable List<String> serials) {
        if (serials != null) {
            for (String serial : serials) {
                if (!keys.contains(serial)) {
                    keys.add(serial);
                }
            }
        }
    }

    /** Sets one option as {@link DirectLine} read it; false if picocli should have a look at the line. */
    boolean setDirect(String name, String value) {
        switch (name) {
            case "--sandbox" -> sandbox = value;
            case "--no-input" -> noInput = true;
            case "--release-scdaemon" -> releaseScdaemon = true;
            case "--scp" -> scp = true;
            case "-v", "-vv" -> {
                if (verbose.length > 0) {
                    return false;
                }
                verbose = new boolean[name.length() - 1];
            }
            case "-k", "--key" -> addKeys(List.of(value));
            case "--reader" -> reader = value;
            default -> {
                if (!value.equals("json") && !value.equals("text")) {
                    return false;
                }
                output = value.equals("json") ? Output.json : Output.text;
            }
        }
        return true;
    }

    /** Reads of a line that does not parse how its error is to be printed, wherever in the line it says so. */
    void readOutput(List<String> words, @Nullable GlobalOptions start) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean apart = word.equals("-o") || word.equals("--output");
            String value = apart && i + 1 < words.size()
                    ? words.get(i + 1)
                    : word.startsWith("--output=") || word.startsWith("-o")
                            ? word.replaceFirst("^(--output=|-o=?)", "")
                            : "";
            if (value.equalsIgnoreCase("json")) {
                output = Output.json;
            }
        }
        if (output == null && start != null) {
            output = start.output;
        }
    }

    /** Options that a line does not give are taken from those given at the start. */
    void inherit(GlobalOptions start) {
        if (keys.isEmpty()) {
            keys = start.keys;
        }
        if (reader == null) {
            reader = start.reader;
        }
        if (sandbox == null) {
            sandbox = start.sandbox;
        }
        if (output == null) {
            output = start.output;
        }
        if (verbose.length == 0) {
            verbose = start.verbose;
        }
        noInput |= start.noInput;
        releaseScdaemon |= start.releaseScdaemon;
        scp |= start.scp;
    }

    public boolean json() {
        return output == Output.json;
    }

    public boolean scp() {
        return scp;
    }

    public boolean noInput() {
        return noInput;
    }

    /** Whether GnuPG may be made to let go of the key. */
    public boolean releaseScdaemon() {
        return releaseScdaemon;
    }

    /** 0, 1 ({@code -v}) or 2 ({@code -vv}). */
    public int verbosity() {
        return Math.min(verbose.length, 2);
    }

    /** What {@code --sandbox} was given: null without it, the empty text for the default folder. */
    public @Nullable String sandbox() {
        return sandbox == null ? null : sandbox.replace("\0", "");
    }

    /** For programs that start lines in a sandbox of their own. */
    public void setSandbox(String folder) {
        sandbox = folder;
    }

    public List<String> keys() {
        return keys;
    }

    public @Nullable String reader() {
        return reader;
    }
}
