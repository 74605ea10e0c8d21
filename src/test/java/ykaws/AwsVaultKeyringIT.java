package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Launcher;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;

/** aws-vault's keys in a real Secret Service: gnome-keyring on a session bus of its own. */
class AwsVaultKeyringIT {
    private static final String UNLOCKED = "printf keyring | gnome-keyring-daemon --unlock --components=secrets >&2; ";
    private static final String WORK = " work AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String TEAM = " team/prod AKIAI44QH8DHBEXAMPLE je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";
    private static final String SESSION = " sts.GetSessionToken,d29yaw,,1764000000 ASIAEXAMPLE nothing";
    private static final String VAULT = "umask 077; echo sesame > pass; export YKAWS_VAULT_PASSPHRASE_FILE=pass; ";

    private final Place place = Place.create();

    @BeforeEach
    void needAKeyring() {
        Requirement.secretService();
    }

    @AfterEach
    void close() {
        place.close();
    }

    private static String filled(String collection) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path source =
                Path.of("test/resources/secret-service/AwsVaultCollection.java").toAbsolutePath();
        return java + " -cp '" + Launcher.app() + "/lib/*' " + source + " " + collection + " sesame" + WORK + TEAM
                + SESSION + " >&2; ";
    }

    private Outcome session(String lines) {
        return Program.of(place, "dbus-run-session", "--", "sh", "-c").run(lines);
    }

    @Test
    void theKeysAreImportedAndALockedCollectionGivesNothingAway() {
        Outcome imported = session(UNLOCKED + filled("awsvault") + VAULT
                + "ykaws add --import aws-vault --no-input; echo code $?;"
                + " ykaws add --import aws-vault other --no-input; echo code $?;"
                + " ykaws add --import aws-vault --force -o json;"
                + " ykaws export team/prod --no-session --format ini");
        assertThat(imported.expect(0).out())
                .startsWith("code 2\ncode 5\n")
                .contains("{\"profile\":\"team/prod\",\"access_key_id\":\"AKIAI44QH8DHBEXAMPLE\"}")
                .contains("{\"profile\":\"work\",\"access_key_id\":\"AKIAIOSFODNN7EXAMPLE\"}")
                .contains("aws_secret_access_key=je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY")
                .doesNotContain("GetSessionToken");
        assertThat(imported.err())
                .contains("which profiles: team/prod, work")
                .contains("AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME")
                .contains("aws-vault exec --no-session other -- ykaws add --env other");

        // The next session: nobody has unlocked it, and there is no desktop whose window could ask.
        Outcome locked = session(UNLOCKED + VAULT + "ykaws add --import aws-vault work --no-input; echo code $?;"
                + " ykaws add --import aws-vault work; echo code $?");
        assertThat(locked.expect(0).out()).isEqualTo("code 9\ncode 9\n");
        assertThat(locked.err())
                .contains("the keyring awsvault is locked and there is nobody to ask")
                .contains("the keyring awsvault is locked and was not unlocked");
    }

    @Test
    void aCollectionOfAnotherName() {
        Outcome named =
                session(UNLOCKED + filled("my-keys_2") + VAULT + "ykaws add --import aws-vault work; echo code $?;"
                        + " AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME=my-keys_2 AWS_VAULT_BACKEND=file"
                        + " ykaws add --import aws-vault work; echo code $?;"
                        + " AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME=my-keys_2 ykaws add --import aws-vault work");
        assertThat(named.expect(0).out()).isEqualTo("code 5\ncode 5\n");
        assertThat(named.err()).contains("the access keys of work are in the vault");
    }
}
