package ykaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;

/** {@code oath list} on a terminal offers to delete the one account that the key cannot read. */
class DamagedAccountIT {
    private static final String QUESTION = "The key cannot read bad any more. Delete it,";

    private final Place place = Place.create();
    private final Path sandbox = place.root().resolve("sb");

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", sandbox.toString());
    }

    @BeforeEach
    void oneOfTwoFails() throws IOException {
        for (String name : new String[] {"good", "bad"}) {
            ykaws().run("oath", "add", name, "JBSWY3DPEHPK3PXP").expect(0);
        }
        // 128 in its properties makes the software key fail to read it; 626164 is its name.
        Path state = sandbox.resolve("key-12345678.state");
        String before = Files.readString(state, UTF_8);
        String after = before.replaceAll("(?m)^(account 626164 .*) 0 0 0 -$", "$1 128 0 0 -");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(state, after, UTF_8);
    }

    @AfterEach
    void clean() {
        place.close();
    }

    @Test
    void yesDeletesItOnTheSpot() {
        try (PtyProgram list = PtyProgram.start(ykaws(), "oath", "list")) {
            list.expect(QUESTION).line("y").expect("deleted bad");
            assertThat(list.exitCode()).isZero();
        }
        assertThat(ykaws().run("oath", "list").expect(0).out()).contains("good").doesNotContain("bad");
    }

    @Test
    void noLeavesIt() {
        try (PtyProgram list = PtyProgram.start(ykaws(), "oath", "list")) {
            list.expect(QUESTION).line("n").expect("its record is damaged");
            assertThat(list.exitCode()).isEqualTo(1);
        }
        assertThat(ykaws().run("oath", "list").expect(1).out()).contains("good").contains("bad");
    }
}
