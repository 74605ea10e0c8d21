package ykaws.aws.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.session.SecretFiles;
import ykaws.oath.Secret;

/** What is remembered, on the keystore of a sandbox. */
class RememberedKeysTest {
    private static final String ID = "hpDEjaQ0pO+/rVd0zFhfNw";

    @TempDir
    Path temp;

    private final SecretFiles files = new SecretFiles((file, formerMode) -> {});

    private FileKeystore keystore() {
        return new FileKeystore(temp.resolve("sandbox/keystore"), files);
    }

    private RememberedKeys keys(Keystore keystore) {
        return new RememberedKeys(keystore, temp.resolve("state/remembered-keys"), files);
    }

    private static Secret secret(int first) {
        byte[] bytes = new byte[16];
        bytes[0] = (byte) first;
        return Secret.takeOver(bytes);
    }

    @Test
    void whatIsRememberedIsThereUntilItIsForgotten() throws IOException {
        RememberedKeys keys = keys(keystore());
        try (Secret one = secret(1);
                Secret two = secret(2)) {
            keys.put(ID, one);
            keys.put("other", two);
            keys.put(ID, two);
            assertThat(keys.get(ID).orElseThrow().matches(two)).isTrue();
            assertThat(keys.all()).containsExactlyInAnyOrder(ID, "other");

            assertThat(keys.forget(ID)).isTrue();
            assertThat(keys.forget(ID)).isFalse();

            assertThat(keys.get(ID)).isEmpty();
            assertThat(keys.get("other").orElseThrow().matches(two)).isTrue();
        }
    }

    @Test
    void bothFilesAreTheOwnersAndTheIndexHoldsNoKey() throws IOException {
        try (Secret one = secret(1)) {
            keys(keystore()).put(ID, one);
        }
        for (String file : new String[] {"sandbox/keystore", "state/remembered-keys"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(temp.resolve("state/remembered-keys")).hasContent(ID + "\n");
        assertThat(temp.resolve("sandbox/keystore")).hasContent("oath:" + ID + " AQAAAAAAAAAAAAAAAAAAAA==\n");
    }

    @Test
    void aKeystoreIsNotAskedForWhatTheIndexDoesNotHave() throws IOException {
        RememberedKeys keys = keys(new Broken());

        assertThat(keys.has(ID)).isFalse();
        assertThat(keys.get(ID)).isEmpty();
        assertThat(keys.forget(ID)).isFalse();
        assertThatThrownBy(keys::requireKeystore)
                .isInstanceOf(KeystoreException.class)
                .hasMessageContaining("no keystore here");
    }

    @Test
    void aKeystoreThatCannotBeUsedIsNeverReplacedByAnother() throws IOException {
        try (Secret one = secret(1)) {
            assertThatThrownBy(() -> keys(new Broken()).put(ID, one)).isInstanceOf(KeystoreException.class);
            assertThat(keys(new Broken()).all()).isEmpty();
            keys(keystore()).put(ID, one);
        }
        assertThatThrownBy(() -> keys(new Broken()).get(ID)).isInstanceOf(KeystoreException.class);
        // What could not be deleted stays in the index, so that it can be tried again.
        assertThatThrownBy(() -> keys(new Broken()).forget(ID)).isInstanceOf(KeystoreException.class);
        assertThat(keys(new Broken()).all()).containsExactly(ID);
    }

    @Test
    void aDamagedFileIsSaidToBe() throws IOException {
        Files.createDirectories(temp.resolve("sandbox"));
        Files.writeString(temp.resolve("sandbox/keystore"), "oath:x not!base64\n");

        KeystoreException e =
                catchThrowableOfType(KeystoreException.class, () -> keystore().get("oath:x"));
        assertThat(e.kind()).isEqualTo(KeystoreException.Kind.DAMAGED);
        assertThat(e.getMessage()).doesNotContain("not!base64");

        Files.writeString(temp.resolve("sandbox/keystore"), "nonsense\n");
        assertThatThrownBy(() -> keystore().get("oath:x")).hasMessageContaining("is damaged");
    }

    /** As on a machine without a session bus. */
    private static final class Broken implements Keystore {
        @Override
        public boolean available() {
            return false;
        }

        @Override
        public Optional<Secret> get(String name) throws KeystoreException {
            throw gone();
        }

        @Override
        public void put(String name, Secret secret) throws KeystoreException {
            throw gone();
        }

        @Override
        public void delete(String name) throws KeystoreException {
            throw gone();
        }

        private static KeystoreException gone() {
            return new KeystoreException(KeystoreException.Kind.UNAVAILABLE, "gone", null);
        }
    }
}
