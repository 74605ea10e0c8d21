package ykaws.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AwsException;
import ykaws.aws.config.ConfigFault;
import ykaws.aws.keystore.Keystore;
import ykaws.aws.session.SecretFiles;
import ykaws.aws.vault.PassphraseUnlocker;
import ykaws.aws.vault.Vault;
import ykaws.oath.Secret;
import ykaws.shell.Folders;
import ykaws.shell.doctor.Result.State;

/** Everything but hardware. */
class ChecksTest {
    @TempDir
    Path folder;

    private static Result only(Check check) throws IOException {
        List<Result> results = check.run();
        assertThat(results).hasSize(1);
        assertThat(results.get(0).check()).isEqualTo(check.name());
        return results.get(0);
    }

    private static AwsException aws(AwsException.Kind kind) {
        return new AwsException(kind, "sts:GetCallerIdentity", new AwsException.Answer(null, 0, "why", null), null);
    }

    @ParameterizedTest
    @CsvSource({
        "0, OK, 0",
        "30, OK, 0",
        "-31, WARNING, 0",
        "300, WARNING, 0",
        "301, FAILED, 7",
        "-301, FAILED, 7",
    })
    void clocks(int ahead, State state, int exitCode) throws IOException {
        Result result = only(new ClockCheck(() -> Optional.of(Duration.ofSeconds(ahead))));
        assertThat(result.state()).isEqualTo(state);
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void aClockThatCannotBeCompared() throws IOException {
        assertThat(only(new ClockCheck(Optional::empty)).state()).isEqualTo(State.SKIPPED);
        Result unreachable = only(new ClockCheck(() -> {
            throw aws(AwsException.Kind.UNREACHABLE);
        }));
        assertThat(unreachable.exitCode()).isEqualTo(8);
        assertThatThrownBy(() -> new ClockCheck(() -> {
                            throw aws(AwsException.Kind.LOCAL_CONFIG);
                        })
                        .run())
                .isInstanceOf(AwsException.class);
    }

    @Test
    void configFaultsKeepTheirPlaces() throws IOException {
        assertThat(only(new ConfigCheck(() -> new ConfigCheck.Found(2, List.of())))
                        .message())
                .isEqualTo("2 profiles, nothing amiss");
        Path file = Path.of("/x/config");
        List<Result> results = new ConfigCheck(() -> new ConfigCheck.Found(
                        1,
                        List.of(
                                new ConfigFault(false, file, 3, "a slip", null),
                                new ConfigFault(true, file, 0, "a fault", "chmod"))))
                .run();
        assertThat(results).extracting(Result::message).containsExactly("/x/config:3: a slip", "/x/config: a fault");
        assertThat(results).extracting(Result::state).containsExactly(State.WARNING, State.FAILED);
        assertThat(results).extracting(Result::exitCode).containsExactly(0, 2);
    }

    @Test
    void vaults() throws IOException {
        Path file = folder.resolve("data/vault");
        assertThat(only(new VaultCheck(Vault.at(file))).state()).isEqualTo(State.SKIPPED);
        try (Secret passphrase = Secret.copyOf("p".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            Vault.create(file, new PassphraseUnlocker(passphrase)).close();
        }
        assertThat(only(new VaultCheck(Vault.at(file))).message())
                .isEqualTo("keys of 0 profiles, unlocked by passphrase");
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(only(new VaultCheck(Vault.at(file))).exitCode()).isEqualTo(9);
    }

    @Test
    void keystores() throws IOException {
        assertThat(only(new KeystoreCheck(new Empty(true), "Linux")).message()).startsWith("Secret Service");
        assertThat(only(new KeystoreCheck(new Empty(true), "Mac OS X")).message())
                .startsWith("Keychain");
        assertThat(only(new KeystoreCheck(new Empty(false), "Windows 11")).state())
                .isEqualTo(State.WARNING);
    }

    private record Empty(boolean available) implements Keystore {
        @Override
        public Optional<Secret> get(String name) {
            throw new AssertionError("a diagnosis reads no secret");
        }

        @Override
        public void put(String name, Secret secret) {
            throw new AssertionError("a diagnosis writes nothing");
        }

        @Override
        public void delete(String name) {
            throw new AssertionError("a diagnosis deletes nothing");
        }
    }

    /** Programs that are there, and what they say. */
    private record Installed(Map<String, String> lines) implements Programs {
        @Override
        public boolean onPath(String name) {
            return lines.containsKey(name);
        }

        @Override
        public Optional<String> firstLine(String... command) {
            return Optional.ofNullable(lines.get(command[0])).filter(it -> !it.isEmpty());
        }
    }

    private static final Map<String, String> DESKTOP = Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/x");

    @Test
    void touchPrompts() throws IOException {
        Programs notifies = new Installed(Map.of("notify-send", ""));
        Programs none = new Installed(Map.of());
        assertThat(only(new TouchPromptCheck(true, none, Map.of(), "Linux")).state())
                .isEqualTo(State.OK);
        assertThat(only(new TouchPromptCheck(false, notifies, DESKTOP, "Linux")).message())
                .contains("notify-send");
        assertThat(only(new TouchPromptCheck(false, notifies, Map.of(), "Linux"))
                        .state())
                .isEqualTo(State.WARNING);
        assertThat(only(new TouchPromptCheck(false, none, DESKTOP, "Linux")).state())
                .isEqualTo(State.WARNING);
    }

    @ParameterizedTest
    @CsvSource({
        "aws-cli/1.22.34 Python/3.10, true, WARNING",
        "aws-cli/1.22.34 Python/3.10, false, OK",
        "aws-cli/1.29.0 Python/3.10, true, OK",
        "aws-cli/2.9.19 Python/3.11, true, WARNING",
        "aws-cli/2.13.0 Python/3.11, true, OK",
        "'', true, WARNING",
    })
    void awsClis(String line, boolean sandbox, State state) {
        List<Result> results = new VersionCheck(new Installed(Map.of("aws", line)), "1", sandbox).run();
        assertThat(results).hasSize(2);
        assertThat(results.get(1).state()).isEqualTo(state);
    }

    @Test
    void otherVersions() {
        List<Result> results =
                new VersionCheck(new Installed(Map.of("pcscd", "pcsc-lite version 1.9.9.")), "1.2", false).run();
        assertThat(results.get(0).message()).startsWith("ykaws 1.2, Java ");
        assertThat(results.get(1).message()).isEqualTo("pcsc-lite version 1.9.9");
        assertThat(results.get(2).state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void foldersThatOthersCanWriteTo() throws IOException {
        SecretFiles files = new SecretFiles((file, mode) -> {});
        Folders folders = Folders.under(folder);
        assertThat(only(new FolderCheck(folders, files)).message()).isEqualTo("made at first use");
        Files.createDirectory(folders.state(), PosixFilePermissions.asFileAttribute(Set.of()));
        Files.setPosixFilePermissions(folders.state(), PosixFilePermissions.fromString("rwx------"));
        assertThat(only(new FolderCheck(folders, files)).state()).isEqualTo(State.OK);
        assertThat(folders.data()).doesNotExist();
        Files.setPosixFilePermissions(folders.state(), PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(only(new FolderCheck(folders, files)).exitCode()).isEqualTo(9);

        Folders without = new Folders(folder.resolve("a"), folder.resolve("b"), folder.resolve("c"), null);
        assertThat(only(new FolderCheck(without, files)).state()).isEqualTo(State.WARNING);
    }
}
