package ykaws.aws.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back, and a line that nobody wrote names nothing. */
class JournalFileTest {
    @TempDir
    Path folder;

    /** A thing and what is known of it. */
    private record Thing(String name, String fact) {}

    private static final class Things implements JournalFile.Format<Thing> {
        @Override
        public String header() {
            return "things 1";
        }

        @Override
        public String key(Thing entry) {
            return entry.name;
        }

        @Override
        public List<String> fields(Thing entry) {
            return List.of(entry.name, entry.fact, "-");
        }

        @Override
        public Optional<Thing> entry(List<String> fields) {
            return fields.size() == 3 ? Optional.of(new Thing(fields.get(0), fields.get(1))) : Optional.empty();
        }
    }

    private Path file() {
        return folder.resolve("state/things");
    }

    private JournalFile<Thing> journal() {
        return new JournalFile<>(file(), new Things());
    }

    @Test
    void anyTextIsKept() throws IOException {
        List<String> texts = List.of("plain", "a b", "%20", "%2520", "100%", "a\nb\r", "", "\u00e9\ud83d\ude00", "-");
        for (String text : texts) {
            journal().write(new Thing(text, "of " + text));
        }
        assertThat(journal().read().keySet()).containsExactlyElementsOf(texts);
        for (String text : texts) {
            assertThat(journal().read().get(text)).isEqualTo(new Thing(text, "of " + text));
            journal().strike(text);
        }
        assertThat(file()).hasContent("things 1\n");
    }

    @Test
    void theLaterEntryOfAKeyCounts() throws IOException {
        journal().write(new Thing("a", "first"));
        journal().write(new Thing("a", "second"));
        assertThat(journal().read()).hasSize(1).containsEntry("a", new Thing("a", "second"));
    }

    @Test
    void aLineThatIsNoneNamesNothing() throws IOException {
        journal().write(new Thing("a", "fact"));
        Files.writeString(file(), "things 1\nhalf a\na fact -\n\u0000\n");
        assertThat(journal().read()).hasSize(1).containsKey("a");
    }

    @Test
    void whatIsNotThereIsStruckWithoutAFile() throws IOException {
        journal().strike("nothing");
        assertThat(file()).doesNotExist();
    }
}
