package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.harness.ClassLoadLog;
import ykaws.harness.Place;
import ykaws.harness.Program;

/** What a start costs is what it loads: the class-load log of the real process. */
class ClassLoadingIT {
    private static final String SDK = "software.amazon.";
    private static final String JNA = "com.sun.jna.";
    private static final String ZXING = "com.google.zxing.";
    private static final String PICTURES = "java.awt.";
    private static final String JACKSON = "com.fasterxml.jackson.";

    private final Place place = Place.create();

    @BeforeEach
    void enrolled() {
        ykaws().run("enroll", "dev").expect(0);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    @ParameterizedTest
    @CsvSource({"code dev", "code arn:aws:iam::123456789012:mfa/dev", "oath list", "oath info", "key list", "key info"})
    void whatDealsWithTheKeyLoadsNothingOfAws(String line, @TempDir Path logs) {
        ClassLoadLog log = ClassLoadLog.of(ykaws(), logs, line.split(" "));

        assertThat(log.outcome().code()).as(log.outcome().toString()).isZero();
        assertThat(log.outcome().out()).isNotEmpty();
        log.loads("ykaws.pcsc.KeyFinder");
        log.loadsNothingOf(SDK, JNA, JACKSON, ZXING, PICTURES, "org.jline.", "org.bouncycastle.");
    }

    @Test
    void whatIsImportedDecidesWhatIsLoaded(@TempDir Path text, @TempDir Path json) throws IOException {
        Path lines = Files.writeString(place.work().resolve("lines"), "otpauth://totp/x?secret=MZXW6YTBOI\n");
        Path export = Files.writeString(
                place.work().resolve("export"),
                "{\"services\":[{\"name\":\"y\",\"secret\":\"MZXW6YTBOI\",\"otp\":{}}]}");

        ClassLoadLog ofText = ClassLoadLog.of(ykaws(), text, "oath", "import", "--force", lines.toString());
        ClassLoadLog ofJson = ClassLoadLog.of(ykaws(), json, "oath", "import", "--force", export.toString());

        assertThat(ofText.outcome().out()).isEqualTo("x  added\n");
        assertThat(ofJson.outcome().out()).isEqualTo("y  added\n");
        ofText.loadsNothingOf(SDK, JACKSON, ZXING, PICTURES);
        ofJson.loads(JACKSON);
        ofJson.loadsNothingOf(SDK, ZXING, PICTURES);
    }

    @Test
    void aCachedExportLoadsNeitherTheSdkNorTheCardStack(@TempDir Path cold, @TempDir Path cached) {
        ClassLoadLog first = ClassLoadLog.of(ykaws(), cold, "export", "--format", "json", "dev-role");
        ClassLoadLog second = ClassLoadLog.of(ykaws(), cached, "export", "--format", "json", "dev-role");

        assertThat(second.outcome().out()).isEqualTo(first.outcome().out()).contains("\"SessionToken\":");
        // The positive control: without a cached session the same command does load the SDK.
        first.loads(SDK);
        second.loadsNothingOf(SDK, JNA, JACKSON, "org.jline.", "org.bouncycastle.");
    }

    @Test
    void realReadersLoadJna(@TempDir Path logs) {
        ClassLoadLog log = ClassLoadLog.of(Program.ykaws(place), logs, "--reader", "no-such-reader", "code", "dev");

        assertThat(log.outcome().code()).isEqualTo(3);
        log.loads(JNA);
        // The last one: JNA's native part is there already, and not unpacked into a temporary file.
        log.loadsNothingOf(SDK, "java.io.File$TempDirectory");
    }

    @Test
    void jnaUnpacksItselfWhereNobodyDidItForIt(@TempDir Path logs) {
        Program bare = Program.ykaws(place).env("YKAWS_JAVA_OPTIONS", "-Djna.boot.library.path=/nonexistent");

        ClassLoadLog log = ClassLoadLog.of(bare, logs, "--reader", "no-such-reader", "code", "dev");

        assertThat(log.outcome().code()).isEqualTo(3);
        log.loads("java.io.File$TempDirectory");
    }
}
