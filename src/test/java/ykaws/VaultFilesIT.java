package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;

/** The vault of the real program on a disk that is full, in a folder that is read-only, made by several at once. */
class VaultFilesIT {
    private static final String KEYS = "AKIAIOSFODNN7EXAMPLE\\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\\n";

    private final Place place = Place.create();

    @AfterEach
    void leave() {
        place.close();
    }

    private Program sh() {
        return Program.of(place, "sh", "-c").env("YKAWS_VAULT_PASSPHRASE_FILE", place.work() + "/pass");
    }

    private static String add(String profile) {
        return "printf '" + KEYS + "' | ykaws add " + profile;
    }

    private Path vault() {
        return place.home().resolve(".local/share/ykaws/vault");
    }

    private void make() {
        sh().run("umask 077; echo sesame > pass; " + add("work")).expect(0);
    }

    /** A limit on the size of files does what a full disk does, and needs no file system of its own. */
    @Test
    void aFullDiskLosesNothing() throws IOException {
        make();
        byte[] before = Files.readAllBytes(vault());
        Outcome outcome = sh().run("(ulimit -f 0; " + add("second") + " 2>&1; echo code $?) | cat");
        assertThat(outcome.outLines())
                .containsExactly(
                        "ykaws: error: the vault " + vault() + " cannot be written: " + vault()
                                + ".former: File too large",
                        "ykaws: hint: see who may write there: ls -ld " + vault().getParent() + " " + vault(),
                        "ykaws: hint: see the free space: df " + vault().getParent(),
                        "code 9");
        assertThat(vault()).hasBinaryContent(before);
        try (var files = Files.list(vault().getParent())) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("vault", "vault.former", "vault.lock");
        }
        sh().run(add("second") + "; ykaws list --credentials").expect(0);
    }

    @Test
    void aFolderThatIsReadOnlyIsNamedAndItsKeysCanBeUsed() throws Exception {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "becomes somebody else, and so must be root");
        make();
        for (String folder : List.of("home", "run", "tmp", "work")) {
            chown(place.root().resolve(folder));
        }
        assertThat(new ProcessBuilder("chmod", "755", place.root().toString())
                        .start()
                        .waitFor())
                .isZero();
        Outcome outcome = Program.of(place, "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c")
                .env("YKAWS_VAULT_PASSPHRASE_FILE", place.work() + "/pass")
                .run("chmod 500 " + vault().getParent() + "; " + add("second") + "; echo code $?;"
                        + " ykaws export work --no-session --format ini; chmod 700 " + vault().getParent());
        assertThat(outcome.err())
                .startsWith("ykaws: error: the vault " + vault() + " cannot be written: no permission for "
                        + vault().getParent() + "\nykaws: hint: ");
        assertThat(outcome.outLines().get(0)).isEqualTo("code 9");
        assertThat(outcome.expect(0).out()).contains("wJalrXUtnFEMI/K7MDENG");
    }

    private static void chown(Path path) throws Exception {
        assertThat(new ProcessBuilder("chown", "-R", "65534:65534", path.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void aVaultThatIsGoneIsNotMadeAnewOverItsFormerState() throws IOException {
        make();
        Files.delete(vault());
        Outcome outcome = sh().run(add("second"));
        assertThat(outcome.code()).isEqualTo(9);
        assertThat(outcome.err())
                .isEqualTo("ykaws: error: the vault " + vault() + " is gone, but its former state is in " + vault()
                        + ".former\nykaws: hint: go back to the former state: mv " + vault() + ".former " + vault()
                        + "\n");
        sh().run("mv " + vault() + ".former " + vault() + "; " + add("second")).expect(0);
    }

    @Test
    void severalThatMakeItAtOnceAllFindTheirKeysInIt() {
        sh().run("umask 077; echo sesame > pass").expect(0);
        List<Program.Running> all = new ArrayList<>();
        for (String profile : List.of("a", "b", "c")) {
            all.add(sh().start(add(profile)));
        }
        for (Program.Running running : all) {
            running.await().expect(0);
        }
        assertThat(sh().run("ykaws list --credentials").expect(0).outLines()).containsExactly("a", "b", "c");
    }
}
