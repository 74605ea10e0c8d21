package ykaws.harness;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a test needs of the machine. Without it the test is skipped and says so, unless the environment says that it is
 * required: in CI a skipped test proves nothing.
 */
public final class Requirement {
    private Requirement() {}

    /** The address of a virtual reader, {@code HOST:PORT}, from YKAWS_TEST_VPCD; YKAWS_TEST_PCSC_REQUIRED. */
    public static String virtualReader() {
        return variable("YKAWS_TEST_VPCD", "YKAWS_TEST_PCSC_REQUIRED");
    }

    /** The address of a virtual reader that is named like a YubiKey, from YKAWS_TEST_VPCD_YUBIKEY. */
    public static String virtualYubiKeyReader() {
        return variable("YKAWS_TEST_VPCD_YUBIKEY", "YKAWS_TEST_PCSC_REQUIRED");
    }

    /** The AWS CLI; YKAWS_TEST_AWSCLI_REQUIRED. */
    public static Path awsCli() {
        return program("aws", "YKAWS_TEST_AWSCLI_REQUIRED");
    }

    /** A Python that has boto3, which is packaged beside the AWS CLI; YKAWS_TEST_AWSCLI_REQUIRED. */
    public static Path boto3() {
        Path python = program("python3", "YKAWS_TEST_AWSCLI_REQUIRED");
        try {
            Process check = new ProcessBuilder(python.toString(), "-c", "import boto3").start();
            return check.waitFor() == 0 ? python : missing("YKAWS_TEST_AWSCLI_REQUIRED", "no boto3 for " + python);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Yubico's own tool; it needs a reader as well; YKAWS_TEST_PCSC_REQUIRED. */
    public static Path ykman() {
        return program("ykman", "YKAWS_TEST_PCSC_REQUIRED");
    }

    public static Path oathtool() {
        return program("oathtool", "YKAWS_TEST_PCSC_REQUIRED");
    }

    /** What a Secret Service of a test's own takes: gnome-keyring and a session bus; YKAWS_TEST_KEYRING_REQUIRED. */
    public static Path secretService() {
        program("dbus-run-session", "YKAWS_TEST_KEYRING_REQUIRED");
        return program("gnome-keyring-daemon", "YKAWS_TEST_KEYRING_REQUIRED");
    }

    /** zsh or fish; YKAWS_TEST_TOOLS_REQUIRED. */
    public static Path shell(String name) {
        return program(name, "YKAWS_TEST_TOOLS_REQUIRED");
    }

    /** The library that fakes the time for programs with several threads; YKAWS_TEST_TOOLS_REQUIRED. */
    public static Path faketime() {
        String name = "faketime/libfaketimeMT.so.1";
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path folder : folders) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    return folder.resolve(name);
                }
            }
        } catch (IOException e) {
            return missing("YKAWS_TEST_TOOLS_REQUIRED", "no folder /usr/lib");
        }
        return missing("YKAWS_TEST_TOOLS_REQUIRED", "no " + name + " in a folder of /usr/lib");
    }

    /** A program on PATH. */
    public static Path program(String name, String required) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                return file;
            }
        }
        return missing(required, "no " + name + " on PATH");
    }

    private static String variable(String name, String required) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? missing(required, name + " is not set, see .ci/pcscd-up") : value;
    }

    private static <T> T missing(String required, String message) {
        if ("true".equals(System.getenv(required))) {
            throw new AssertionError(message + ", and " + required + "=true");
        }
        return abort("skipped: " + message);
    }
}
