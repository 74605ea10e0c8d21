package ykaws.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The transcripts' own language. */
class TranscriptTest {
    private static Transcript parse(String text) {
        return Transcript.parse("test", text.lines().toList());
    }

    @Test
    void readsCommandsAndTheirAnswers() {
        Transcript transcript = parse("""
                # first

                @ HOME=/x
                $ one two \\
                three
                < in
                out

                ! err
                !
                ? 5

                $ next
                \\$ not a command
                """);

        assertThat(transcript.steps())
                .containsExactly(
                        new Transcript.Step(
                                3, null, "HOME=/x", new Transcript.Expected("", List.of(), List.of(), 0, false)),
                        new Transcript.Step(
                                4,
                                "one two three",
                                null,
                                new Transcript.Expected("in\n", List.of("out"), List.of("err", ""), 5, false)),
                        new Transcript.Step(
                                13,
                                "next",
                                null,
                                new Transcript.Expected("", List.of("$ not a command"), List.of(), 0, false)));
    }

    @Test
    void placeholdersMatchWhatChanges() {
        assertThat(Transcript.matches(List.of("code <code>, <seconds> s"), List.of("code 012345, 7 s")))
                .isTrue();
        assertThat(Transcript.matches(List.of("<code>"), List.of("12345"))).isFalse();
        assertThat(Transcript.matches(List.of("<code>"), List.of("1234567"))).isFalse();
        assertThat(Transcript.matches(List.of("until <time>"), List.of("until 2026-01-02T03:04:05Z")))
                .isTrue();
        assertThat(Transcript.matches(List.of("a", "<lines>", "z"), List.of("a", "b", "c", "z")))
                .isTrue();
        assertThat(Transcript.matches(List.of("a", "<lines>", "z"), List.of("a", "z")))
                .isTrue();
    }

    @Test
    void everythingElseMustBeTheSame() {
        assertThat(Transcript.matches(List.of("a.c"), List.of("abc"))).isFalse();
        assertThat(Transcript.matches(List.of("a"), List.of("a", "b"))).isFalse();
        assertThat(Transcript.matches(List.of("a", "b"), List.of("a"))).isFalse();
        assertThat(Transcript.matches(List.of(), List.of("a"))).isFalse();
        assertThat(Transcript.matches(List.of(), List.of())).isTrue();
    }

    @Test
    void readsTheConsoleBlocksOfAPage() {
        Transcript page = Transcript.markdown("page", """
                # Page
                ```console
                $ ykaws code dev
                012345
                valid 7 s
                $ ykaws clear
                ```
                ```sh
                $ not run
                ```
                <!-- one command -->
                ```console
                $ ykaws demo
                $ ykaws enroll dev
                until 2026-01-02T03:04:05Z
                ```
                """.lines().toList());

        assertThat(page.steps().stream().map(Transcript.Step::command))
                .containsExactly("ykaws code dev", "ykaws clear", "ykaws demo");
        assertThat(page.steps().stream().map(step -> step.expected().stdout()))
                .containsExactly(
                        List.of("<code>", "valid <seconds> s"),
                        List.of(),
                        List.of("$ ykaws enroll dev", "until <time>"));
    }
}
