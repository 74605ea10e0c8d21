package ykaws.sandbox.key;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a software key keeps without power. A value: a command that changes something makes the next one, which
 * counts when it is on disk.
 *
 * @param touches touches given since the key was made or reset
 */
record KeyState(Firmware firmware, KeyConfig config, int touches, Oath oath) {
    private static final int SALT = 8;

    /**
     * What the OATH applet keeps.
     *
     * @param salt tag 71 of SELECT; new with every RESET
     * @param code the access code, or null if there is none
     */
    record Oath(Bytes salt, @Nullable AccessCode code, List<OathAccount> accounts) {
        Oath {
            accounts = List.copyOf(accounts);
        }

        Oath with(@Nullable AccessCode newCode) {
            return new Oath(salt, newCode, accounts);
        }

        Oath with(List<OathAccount> newAccounts) {
            return new Oath(salt, code, newAccounts);
        }
    }

    /** @param type as in an account; clients set 21 */
    record AccessCode(int type, Bytes key) {}

    static KeyState fresh(Firmware firmware) {
        return new KeyState(firmware, KeyConfig.fresh(firmware), 0, emptyOath());
    }

    static Oath emptyOath() {
        return new Oath(random(SALT), null, List.of());
    }

    /** Unpredictable bytes, as the card's own generator gives them. */
    static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return Bytes.of(bytes);
    }

    KeyState with(Oath newOath) {
        return new KeyState(firmware, config, touches, newOath);
    }

    KeyState with(KeyConfig newConfig) {
        return new KeyState(firmware, newConfig, touches, oath);
    }

    KeyState touched() {
        return new KeyState(firmware, config, touches + 1, oath);
    }
}
