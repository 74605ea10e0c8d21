package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.KeyInReader;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;

/** Vaults that a YubiKey in a reader opens, and a keyring of a real Secret Service. */
class UnlockerIT {
    private static final String KEYS = "AKIAIOSFODNN7EXAMPLE\\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\\n";
    private static final String UNLOCKED = "printf keyring | gnome-keyring-daemon --unlock --components=secrets >&2; ";

    private final Place place = Place.create();

    @AfterEach
    void leave() {
        place.close();
    }

    private Outcome sh(String... words) {
        return Program.of(place, "sh", "-c")
                .env("YKAWS_READER", KeyInReader.READER)
                .run(words);
    }

    @Test
    void aKeyInAReaderOpensTheVault() {
        try (KeyInReader key = KeyInReader.plugIn(place, "auto")) {
            sh("umask 077; echo sesame > pass; export YKAWS_VAULT_PASSPHRASE_FILE=pass; printf '" + KEYS
                            + "' | ykaws add work && ykaws vault unlocker add yubikey")
                    .expect(0);

            for (int i = 0; i < 2; i++) {
                Outcome opened = sh("ykaws export work --no-session --format ini --no-input");
                assertThat(opened.expect(0).out()).contains("wJalrXUtnFEMI/K7MDENG");
                assertThat(opened.err()).isEqualTo("ykaws: touch your YubiKey for the vault\n");
            }
            // ykman sees two accounts, hidden ones, and no program but ours would take them for its own.
            assertThat(key.ykman("accounts", "list", "-H").expect(0).outLines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("_hidden:ykaws-vault-"));

            Outcome reset = sh("ykaws oath reset --force; ykaws export work --no-session --no-input; echo code $?");
            assertThat(reset.err())
                    .contains("this ends the vault's unlocker yubikey 12345678")
                    .contains("no longer holds");
            assertThat(reset.out()).endsWith("code 4\n");
            // The other way in is still there.
            sh("YKAWS_VAULT_PASSPHRASE_FILE=pass ykaws export work --no-session")
                    .expect(0);
        }
        Outcome pulled = sh("ykaws export work --no-session --no-input");
        assertThat(pulled.code()).isEqualTo(4);
        assertThat(pulled.err())
                .contains("YubiKey 12345678 is not plugged in")
                .contains("nobody to ask for its passphrase");
    }

    private Outcome session(String lines) {
        return Program.of(place, "dbus-run-session", "--", "sh", "-c").run(lines);
    }

    @Test
    void aNewVaultIsTheKeyringsAndOpensInTheNextSession() throws IOException {
        Requirement.secretService();
        Outcome made =
                session(UNLOCKED + "printf '" + KEYS + "' | ykaws add work && ykaws vault unlocker list -o json");
        assertThat(made.expect(0).out()).contains("\"kind\":\"keyring\"").doesNotContain("passphrase");
        assertThat(made.err()).contains("unlocked by the keyring").contains("ykaws vault unlocker add recovery");

        Outcome next = session(UNLOCKED + "ykaws export work --no-session --format ini --no-input;"
                + " umask 077; ykaws vault unlocker add recovery > code");
        assertThat(next.expect(0).out()).contains("wJalrXUtnFEMI/K7MDENG");

        // Without its keyring: nothing is handed out; the code on paper opens it.
        Outcome without = sh("ykaws export work --no-session --no-input; echo code $?;"
                + " YKAWS_VAULT_PASSPHRASE_FILE=code ykaws export work --no-session --format ini");
        assertThat(without.outLines().get(0)).isEqualTo("code 4");
        assertThat(without.err()).contains("no keystore here").contains("nobody to ask for its recovery code");
        assertThat(without.expect(0).out()).contains("wJalrXUtnFEMI/K7MDENG");

        Outcome removed = session(UNLOCKED + "YKAWS_VAULT_PASSPHRASE_FILE=code ykaws vault unlocker remove keyring -f;"
                + " ykaws export work --no-session --no-input; echo code $?");
        assertThat(removed.out()).endsWith("code 4\n");
        try (var files = Files.list(vaultFolder())) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("vault", "vault.lock");
        }
    }

    private Path vaultFolder() {
        return place.home().resolve(".local/share/ykaws");
    }
}
