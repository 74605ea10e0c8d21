package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import ykaws.harness.Launcher;
import ykaws.harness.Transcript;
import ykaws.harness.TranscriptRun;

/** What the documentation shows is what the program does. */
class ReadmeIT {
    @Test
    void readme() throws IOException {
        Path readme = Launcher.path().resolveSibling("README.md");
        Transcript transcript = Transcript.ofMarkdown(readme);

        assertThat(transcript.steps()).hasSizeGreaterThanOrEqualTo(3);
        new TranscriptRun(transcript).run();
    }
}
