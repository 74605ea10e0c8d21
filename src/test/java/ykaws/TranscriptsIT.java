package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import ykaws.harness.Transcript;
import ykaws.harness.TranscriptRun;

/** Every transcript in src/test/resources/transcripts, on the real program, each in a place of its own. */
@Execution(ExecutionMode.CONCURRENT)
class TranscriptsIT {
    /** All, or those that {@code -Dykaws.test.transcripts=journey|oath} names. */
    private static final String WANTED = "(?:" + System.getProperty("ykaws.test.transcripts", ".*") + ")";

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException, URISyntaxException {
        Path folder = Path.of(TranscriptsIT.class.getResource("/transcripts").toURI());
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> file.getFileName().toString().matches(WANTED + "\\.txt"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> new TranscriptRun(Transcript.read(file)).run()));
    }
}
