package ykaws.shell.doctor;

import com.yubico.yubikit.core.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The OATH application of each key that is free: its version, and whether its password is at hand. */
public final class OathCheck implements Check {
    private static final String NAME = "oath";

    private final Look look;

    /**
     * What an application tells without its password.
     *
     * @param key what the key is called
     * @param slots how many accounts fit
     */
    public record Application(String key, Version version, boolean passwordSet, boolean remembered, int slots) {}

    /** Reads the applications when the check runs. */
    public interface Look {
        List<Application> read() throws IOException;
    }

    public OathCheck(Look look) {
        this.look = look;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() throws IOException {
        List<Result> results = new ArrayList<>();
        for (Application each : look.read()) {
            String what = each.key() + ": OATH " + each.version() + ", room for " + each.slots() + " accounts";
            if (!each.passwordSet()) {
                results.add(Result.ok(NAME, what + ", no password"));
            } else if (each.remembered()) {
                results.add(Result.ok(NAME, what + ", its password is remembered"));
            } else {
                results.add(Result.warning(
                        NAME,
                        what + ", its password is asked for each time",
                        "ykaws oath password remember, where a keystore is there"));
            }
        }
        return results.isEmpty() ? List.of(Result.skipped(NAME, "no key to look at")) : results;
    }
}
