package ykaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.harness.Launcher;
import ykaws.harness.Transcript;
import ykaws.harness.TranscriptRun;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.TouchModes;

/** The guides in docs: what they show is what happens, and their figures are measured. */
class GuidesIT {
    @TempDir
    Path temp;

    private static Path page(String name) {
        return Launcher.path().resolveSibling("docs").resolve(name);
    }

    @Test
    void onboarding() throws IOException {
        Transcript transcript = Transcript.ofMarkdown(page("onboarding.md"));

        assertThat(transcript.steps()).hasSizeGreaterThan(10);
        new TranscriptRun(transcript).env("YKAWS_SANDBOX", "1").run();
    }

    @Test
    void fromTheTutorial() throws IOException {
        Path page = page("from-the-tutorial.md");
        Path sandbox = temp.resolve("sandbox");
        StateFolder folder = new StateFolder(sandbox);
        AccessKey key = devKey(folder);
        Transcript transcript = Transcript.ofMarkdown(page);

        new TranscriptRun(transcript)
                .env("YKAWS_SANDBOX", sandbox.toString())
                .env("AWS_ACCESS_KEY_ID", key.accessKeyId())
                .env("AWS_SECRET_ACCESS_KEY", key.secretAccessKey())
                .run();

        // The block's lines are what the program printed: it was compared.
        String text = Files.readString(page);
        assertThat(figure(text, "commands"))
                .isEqualTo(Integer.toString(transcript.steps().size()));
        assertThat(figure(text, "touches")).isEqualTo(Integer.toString(touches(folder)));
        assertThat(figure(text, "seconds waited for the next code")).isEqualTo(seconds(text));
        assertThat(figure(text, "steps")).isEqualTo(Long.toString(steps(text)));
        assertThat(text).contains("| 15 | ").doesNotContain("| 16 | ");
    }

    private static AccessKey devKey(StateFolder folder) throws IOException {
        try (var template = Main.class.getResourceAsStream("template.yaml")) {
            assertThat(template).isNotNull();
            String yaml = new String(template.readAllBytes(), UTF_8);
            try (LocalAws aws = LocalAws.start(folder, LocalAwsSettings.of(yaml, Clock.systemUTC()))) {
                return aws.devKey();
            }
        }
    }

    private static int touches(StateFolder folder) throws IOException {
        SoftKeys keys = SoftKeys.in(folder, SoftKeys.Settings.of(TouchModes.never(ykaws.sandbox.Pause.SYSTEM)));
        return keys.keys().get(0).summary().touches();
    }

    private static String seconds(String text) {
        Matcher waited = Pattern.compile("\"waited_ms\":(\\d+)").matcher(text);
        assertThat(waited.find()).isTrue();
        return Long.toString(Long.parseLong(waited.group(1)) / 1000);
    }

    /** The right column of the table of figures. */
    private static String figure(String text, String row) {
        return cells(text, "| " + row + " |").get(3).strip();
    }

    private static long steps(String text) {
        return java.util.stream.IntStream.rangeClosed(1, 15)
                .filter(number -> !cells(text, "| " + number + " |").get(3).isBlank())
                .count();
    }

    private static List<String> cells(String text, String start) {
        String line =
                text.lines().filter(each -> each.startsWith(start)).findFirst().orElse("");
        assertThat(line).as("the row " + start).isNotEmpty();
        return Arrays.asList(line.split("\\|", -1));
    }
}
