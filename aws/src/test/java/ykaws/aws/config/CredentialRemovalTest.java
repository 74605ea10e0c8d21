package ykaws.aws.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access keys are cut out of a shared file, and no other byte with them. */
class CredentialRemovalTest {
    @TempDir
    Path folder;

    private static String lines(String text) {
        return text.replace("~", "\r").replace("|", "\n");
    }

    /** "|" is a line break, "~" a carriage return before it. Removes key A of profile x. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "[x]|aws_access_key_id=A|aws_secret_access_key=S|,              [x]|",
                "[x]|aws_access_key_id=A|aws_secret_access_key=S,               [x]|",
                "[x]~|aws_access_key_id = A~|region=r~|aws_secret_access_key = S~|, [x]~|region=r~|",
                "# a|[y]|aws_access_key_id=B|[x]|AWS_Access_Key_ID=A # mine|aws_secret_access_key=S|# b||[z]|k=1|,"
                        + " # a|[y]|aws_access_key_id=B|[x]|# b||[z]|k=1|",
                "[x]|aws_access_key_id=C|aws_secret_access_key=S|,"
                        + " [x]|aws_access_key_id=C|aws_secret_access_key=S|",
                "[profile x]|aws_access_key_id=A|aws_secret_access_key=S|,"
                        + " [profile x]|aws_access_key_id=A|aws_secret_access_key=S|",
                "[x]|aws_access_key_id=C|[x]|aws_access_key_id=A|aws_secret_access_key=S|, [x]|[x]|",
            })
    void everyOtherByteStays(String before, String after) throws IOException {
        AwsFiles files = new AwsFiles(folder.resolve("config"), folder.resolve("credentials"));
        Files.writeString(files.credentials(), lines(before));
        ProfileEditor.removeAccessKey(files, files.credentials(), "x", "A");
        assertThat(Files.readString(files.credentials())).isEqualTo(lines(after));
    }

    @Test
    void theConfigFileNamesItsSectionsOtherwise() throws IOException {
        AwsFiles files = new AwsFiles(folder.resolve("config"), folder.resolve("credentials"));
        Files.writeString(files.config(), "[profile x]\nregion=r\naws_access_key_id=A\naws_secret_access_key=S\n");
        assertThat(new SharedCredentials(files).place("x")).hasValue(files.config());
        ProfileEditor.removeAccessKey(files, files.config(), "x", "A");
        assertThat(files.config()).hasContent("[profile x]\nregion=r\n");
        assertThat(new SharedCredentials(files).place("x")).isEmpty();
    }
}
