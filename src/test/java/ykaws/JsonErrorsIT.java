package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Waiting;

/** Errors as documents, where a signal ends the program. */
class JsonErrorsIT {
    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1").env("YKAWS_SANDBOX_TOUCH", "never");
    }

    private Path locks() {
        return place.stateFolder().resolve("sandbox/state/locks");
    }

    private boolean locked() {
        try (Stream<Path> all = Files.exists(locks()) ? Files.list(locks()) : Stream.empty()) {
            return all.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalDuringATouchIsTheOnlyDocument(String signal, int code) throws Exception {
        ykaws().stdin("JBSWY3DPEHPK3PXP\n")
                .run("oath", "add", "touched", "--touch")
                .expect(0);
        try (Stream<Path> all = Files.list(locks())) {
            for (Path each : all.toList()) {
                Files.delete(each);
            }
        }

        try (Program.Running running = ykaws().start("code", "touched", "-o", "json")) {
            // It opens the key, so it is beyond the reading of its line.
            Waiting.until(this::locked, () -> "the key to be opened");
            new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid()))
                    .start()
                    .waitFor();

            assertThat(running.await().expect(code).err())
                    .isEqualTo("{\"error\":{\"kind\":\"interrupted\",\"message\":\"interrupted\",\"hints\":[]}}\n");
            assertThat(running.outSoFar()).isEmpty();
        }
    }

    @Test
    void whatWasPrintedBeforeStandsAlone() throws Exception {
        try (Program.Running running = ykaws().start("sandbox", "serve", "-o", "json")) {
            running.expect("secret_access_key");
            new ProcessBuilder("kill", "-INT", Long.toString(running.pid()))
                    .start()
                    .waitFor();

            assertThat(running.await().expect(130).err()).isEmpty();
        }
    }
}
