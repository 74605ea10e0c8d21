package ykaws.aws.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFileTest {
    @TempDir
    Path temp;

    private UserFile file(String text) throws IOException {
        return new UserFile(Files.writeString(temp.resolve("users"), text));
    }

    private List<UserRow> rows(String text) throws IOException {
        UserFile file = file(text);
        int count = file.check();
        List<UserRow> all = new ArrayList<>();
        try (UserFile.Rows rows = file.rows()) {
            for (Optional<UserRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
        }
        assertThat(all).hasSize(count);
        return all;
    }

    private List<String> faults(byte[] text) throws IOException {
        UserFile file = new UserFile(Files.write(temp.resolve("users"), text));
        UserFileException e = catchThrowableOfType(UserFileException.class, file::check);
        assertThat(e).as("a fault is found").isNotNull();
        assertThat(e.kind()).isEqualTo(UserFileException.Kind.FAULTY);
        List<String> all = e.faults().isEmpty() ? List.of(String.valueOf(e.getMessage())) : e.faults();
        return all.stream()
                .map(fault -> fault.replace(temp.resolve("users").toString(), "users"))
                .toList();
    }

    private String fault(String text) throws IOException {
        List<String> faults = faults(text.getBytes(UTF_8));
        assertThat(faults).hasSize(1);
        return faults.get(0);
    }

    @Test
    void readsJsonLines() throws IOException {
        assertThat(rows("""
                {"user":"ann"}

                {"user":"ben@example.org","device":"bens-key","path":"/team/","key":4294967295,"tags":{"team":"a;b=c","x":""}}
                {"user":"carl","key":"next","device":null}
                {"user":"dora","key":"12345678"}
                """))
                .containsExactly(
                        new UserRow(1, "ann", "ann", "/", OptionalInt.empty(), Map.of()),
                        new UserRow(
                                3,
                                "ben@example.org",
                                "bens-key",
                                "/team/",
                                OptionalInt.of(-1),
                                Map.of("team", "a;b=c", "x", "")),
                        new UserRow(4, "carl", "carl", "/", OptionalInt.empty(), Map.of()),
                        new UserRow(5, "dora", "dora", "/", OptionalInt.of(12345678), Map.of()));
    }

    @Test
    void readsCsvAsSpreadsheetsWriteIt() throws IOException {
        assertThat(rows("\uFEFFkey, user ,tags,device\r\n"
                        + "next,ann,team=platform;floor=2,\r\n"
                        + "12345678,\"ben\",\"note=a \"\"b\"\", c\",bens-key\r\n"
                        + "\r\n"
                        + ",carl,,"))
                .containsExactly(
                        new UserRow(
                                2, "ann", "ann", "/", OptionalInt.empty(), Map.of("team", "platform", "floor", "2")),
                        new UserRow(3, "ben", "bens-key", "/", OptionalInt.of(12345678), Map.of("note", "a \"b\", c")),
                        new UserRow(5, "carl", "carl", "/", OptionalInt.empty(), Map.of()));
    }

    @Test
    void aSecondDeviceOfAUserHasANameOfItsOwn() throws IOException {
        assertThat(rows("user,device\nann,\nann,ann-spare\n")).hasSize(2);
        assertThat(rows("user,path\nann,\nann,/spare/\n")).hasSize(2);
        assertThat(fault("user\nann\nben\nANN\n"))
                .isEqualTo("users:4: the device ANN is on line 2 already; a user's second one needs a name of its own");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            user;key                   | users:1: 'user;key' is no field; there are user, device, path, key, tags
            device,key                 | users:1: the header has no column 'user'
            user,user                  | users:1: the column 'user' is there twice
            user,key~ann               | users:2: 1 values, and the header has 2 columns
            user,key~ann,7,7           | users:2: 3 values, and the header has 2 columns
            user,key~,7                | users:2: the user is missing
            user,key~ann,-7            | users:2: '-7' is no serial number of a key, and not 'next'
            user,key~ann,0             | users:2: '0' is no serial number of a key, and not 'next'
            user,key~ann,4294967296    | users:2: '4294967296' is no serial number of a key, and not 'next'
            user,tags~ann,a            | users:2: tags are written KEY=VALUE;KEY=VALUE
            user,tags~ann,a=1;a=2      | users:2: the tag 'a' is there twice
            user~"ann                  | users:2: a quote is open at the end of the line
            user~"ann"x                | users:2: text after a closing quote
            user~an"n                  | users:2: a quote inside a value; the whole value is quoted, and a quote in it doubled
            user,path~ann,team         | users:2: 'team' can't be a path: it starts and ends with '/'
            user,device~ann,a b        | users:2: 'a b' can't be the name of an MFA device: 1 to 226 letters, digits and any of +=,.@_-
            user                       | users: it names no user
            {"user":"ann","user":"b"}  | users:1: a field is there twice
            {"user":"ann"} {}          | users:1: more than one JSON object
            {"user":"ann"              | users:1: the JSON is damaged
            {"user":7}                 | users:1: the field 'user' must be a text
            {"user":"a","key":1.5}     | users:1: the field 'key' must be a text or a number
            {"user":"a","tags":[]}     | users:1: the field 'tags' must be an object
            {"user":"a","mail":"x"}    | users:1: 'mail' is no field; there are user, device, path, key, tags
            {"key":1}                  | users:1: the user is missing
            {"user":"a"}~7             | users:2: not a JSON object
            [{"user":"a"}]             | users:1: a JSON array; wanted is one object a line, as from: jq -c '.[]'
            """)
    void tellsWhatIsWrongAndWhere(String text, String fault) throws IOException {
        assertThat(fault(text.replace('~', '\n'))).isEqualTo(fault);
    }

    @Test
    void reservedTagsAreRefused() throws IOException {
        assertThat(fault("{\"user\":\"a\",\"tags\":{\"aws:x\":\"1\"}}")).contains("'aws:x' can't be a tag");
        assertThat(fault("{\"user\":\"a\",\"tags\":{\"ykaws:key-serial\":\"1\"}}"))
                .contains("can't be a tag");
    }

    @Test
    void everyFaultIsToldAndManyAreCounted() throws IOException {
        assertThat(faults("user\na b\nann\nc d\n".getBytes(UTF_8)))
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("users:2: "))
                .anyMatch(fault -> fault.startsWith("users:4: "));
        List<String> many = faults(("user\n" + "a b\n".repeat(100)).getBytes(UTF_8));
        assertThat(many).hasSize(21).endsWith("and 80 more");
    }

    @Test
    void linesThatAreNoText() throws IOException {
        assertThat(faults("user\nann\njosé\nben\n".getBytes(ISO_8859_1)))
                .containsExactly("users:3: the line is not UTF-8");
        assertThat(faults(("user\n" + "a".repeat(1 << 20) + "\nann\n").getBytes(UTF_8)))
                .containsExactly("users:2: the line is longer than 65536 bytes");
    }

    @Test
    void onlyAFileCanBeReadTwice() {
        for (String name : new String[] {"-", "/dev/null", temp.toString()}) {
            UserFileException e = catchThrowableOfType(UserFileException.class, () -> new UserFile(Path.of(name)));
            assertThat(e.kind()).isEqualTo(UserFileException.Kind.NO_FILE);
            assertThat(e).hasMessageContaining("read twice");
        }
    }

    @Test
    void aFileThatChangesMeanwhileIsNoticed() throws IOException {
        UserFile file = file("user\nann\nben\n");
        assertThat(file.check()).isEqualTo(2);
        file("user\nann\nb n\n");
        try (UserFile.Rows rows = file.rows()) {
            assertThat(rows.next()).isPresent();
            assertThat(catchThrowableOfType(UserFileException.class, rows::next))
                    .hasMessageContaining("was changed");
        }
    }
}
