package ykaws.aws.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileSetTest {
    @TempDir
    Path folder;

    private ProfileSet read(String config, String credentials) throws IOException {
        Files.writeString(folder.resolve("config"), config);
        Files.writeString(folder.resolve("credentials"), credentials);
        return ProfileSet.read(files());
    }

    private AwsFiles files() {
        return new AwsFiles(folder.resolve("config"), folder.resolve("credentials"));
    }

    private static String value(ProfileSet set, String profile, String key) throws ConfigException {
        Setting setting = set.setting(profile, key);
        return setting == null ? null : setting.value();
    }

    @Test
    void valuesKnowTheirFileAndLine() throws IOException {
        ProfileSet set = read("# head\n\n[profile dev]\nregion = eu-west-1\n", "[dev]\nmfa_serial=arn:aws:x\n");
        assertThat(set.setting("dev", "region")).isEqualTo(new Setting("eu-west-1", folder.resolve("config"), 4));
        assertThat(set.setting("dev", "mfa_serial"))
                .isEqualTo(new Setting("arn:aws:x", folder.resolve("credentials"), 2));
        assertThat(set.get("dev").orElseThrow().line()).isEqualTo(3);
        assertThat(set.get("dev").orElseThrow().get("region")).contains("eu-west-1");
        assertThat(set.get("nobody")).isEmpty();
    }

    /** "|" stands for a line break, "~" for a carriage return before it; what the AWS CLI's parser makes of it. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "[profile x]|region=a,                             a",
                "[profile x]|region : a,                           a",
                "[profile x]|REGION = a,                           a",
                "[profile x]|region = a=b:c,                       a=b:c",
                "[profile x]|region = a # comment,                 a",
                "[profile x]|region = a\t; comment,                a",
                "[profile x]|region = a#b;c,                       a#b;c",
                "[profile x]|region = # comment,                   ``",
                "[profile x]|region =,                             ``",
                "[profile x]|  ; region = b|region = a,            a",
                "[profile x]|region = b|region = a,                a",
                "[profile x]|region = b|[profile x]|region = a,    a",
                "[profile x] # comment|region = a,                 a",
                "[ profile x ]|region = a,                         a",
                "[profile   x]|region = a,                         a",
                "[profile \"x\"]|region = a,                       a",
                "[profile 'x']|region = a,                         a",
                "[profile x]|  region = a|  output = json,         a",
                "[profile x]|s3 =|  region = nested|region = a,    a",
                "[profile x]|s3 =||  region = nested|region = a,   a",
                "[profile x]|region = a|output = json|  region=b,  a",
                "[x]|region = b|[profile x]|region = a,            a",
                "[sso-session x]|region = b|[profile x]|region=a,  a",
                "[profile x]~|region = a~|,                        a",
                "\uFEFF[profile x]|region = a,                     a",
                "[profile x]|region = a|[profile y]|region = b,    a",
            })
    void spellings(String config, String expected) throws IOException {
        ProfileSet set = read(config.replace('|', '\n').replace('~', '\r'), "");
        assertThat(value(set, "x", "region")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'[profile x|region = a',        1, a section header without its ]",
        "'[profile x]|nonsense',         2, neither a [section] nor key = value",
        "'[profile x]|ok = 1||= value', 4, neither a [section] nor key = value",
        "'# c|region = a',               2, a key before the first [section]",
    })
    void errorsNameFileAndLine(String config, int line, String message) {
        assertThatThrownBy(() -> read(config.replace('|', '\n'), ""))
                .hasMessage(folder.resolve("config") + ":" + line + ": " + message)
                .isInstanceOfSatisfying(ConfigException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ConfigException.Kind.SYNTAX);
                    assertThat(e.file()).isEqualTo(folder.resolve("config"));
                    assertThat(e.line()).isEqualTo(line);
                });
    }

    @Test
    void aWrongIndentShowsInTheValue() throws IOException {
        ProfileSet set = read("[profile x]\nrole_arn = a\n  region = b\n", "");
        assertThat(value(set, "x", "role_arn")).isEqualTo("a\nregion = b");
        assertThat(value(set, "x", "region")).isNull();
    }

    @Test
    void missingFilesAreEmpty() throws IOException {
        assertThat(ProfileSet.read(new AwsFiles(folder.resolve("none"), folder.resolve("none2")))
                        .names())
                .isEmpty();
    }

    @Test
    void aFolderInsteadOfAFileIsUnreadable() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        assertThatThrownBy(() -> ProfileSet.read(files()))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.UNREADABLE));
    }

    @Test
    void theCredentialsFileWins() throws IOException {
        ProfileSet set =
                read("[profile x]\nregion = a\n[default]\nregion = c\n", "[x]\nregion = b\n[default]\nregion = d\n");
        assertThat(value(set, "x", "region")).isEqualTo("b");
        assertThat(value(set, "default", "region")).isEqualTo("d");
        assertThat(set.names()).containsExactly("x", "default");
    }

    @Test
    void profileDefaultOutranksDefault() throws IOException {
        ProfileSet set = read("[profile default]\nregion = a\n[default]\nregion = b\noutput = c\n", "");
        assertThat(value(set, "default", "region")).isEqualTo("a");
        assertThat(value(set, "default", "output")).isNull();
    }

    @Test
    void inheritance() throws IOException {
        ProfileSet set = read("""
                [default]
                region = from-default
                output = json
                [profile plain]
                [profile base]
                region = from-base
                [profile child]
                include_profile = base
                output = text
                [profile grandchild]
                include_profile = child
                [profile lost]
                include_profile = nobody
                """, "");
        assertThat(value(set, "plain", "region")).isEqualTo("from-default");
        assertThat(value(set, "child", "region")).isEqualTo("from-base");
        assertThat(value(set, "grandchild", "region")).isEqualTo("from-base");
        assertThat(value(set, "grandchild", "output")).isEqualTo("text");
        // The end of an include chain inherits like any profile.
        assertThat(value(set, "base", "output")).isEqualTo("json");
        // A missing parent is ignored, and stands in the way of [default].
        assertThat(value(set, "lost", "region")).isNull();
        assertThat(value(set, "nobody", "region")).isNull();
    }

    @Test
    void aLoopIsNamed() throws IOException {
        ProfileSet set = read("[profile a]\ninclude_profile = b\n[profile b]\ninclude_profile = a\n", "");
        assertThatThrownBy(() -> set.setting("a", "region"))
                .hasMessage(folder.resolve("config") + ":4: include_profile of b leads back to a")
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.kind()).isEqualTo(ConfigException.Kind.LOOP));
    }

    @Test
    void defaultMayIncludeAProfileThatInheritsNothingBack() throws IOException {
        ProfileSet set = read("[default]\ninclude_profile = base\n[profile base]\nregion = a\n", "");
        assertThat(value(set, "default", "region")).isEqualTo("a");
        assertThat(value(set, "default", "output")).isNull();
    }

    @Test
    void secretsAreNotSettings() throws IOException {
        ProfileSet set =
                read("", "[x]\naws_access_key_id = AKIA\naws_secret_access_key = canary\naws_session_token = canary\n");
        assertThat(set.get("x").toString()).contains("AKIA").doesNotContain("canary");
        assertThat(set.get("x").orElseThrow().settings()).containsKey("aws_session_token");
    }

    @Test
    void theEnvironmentNamesTheFiles() {
        Path home = Path.of("/home/u");
        assertThat(AwsFiles.of(Map.of(), home))
                .isEqualTo(new AwsFiles(home.resolve(".aws/config"), home.resolve(".aws/credentials")));
        assertThat(AwsFiles.of(Map.of("AWS_CONFIG_FILE", "~/c", "AWS_SHARED_CREDENTIALS_FILE", "/x/y"), home))
                .isEqualTo(new AwsFiles(home.resolve("c"), Path.of("/x/y")));
        assertThat(AwsFiles.of(Map.of("AWS_CONFIG_FILE", ""), home).config()).isEqualTo(home.resolve(".aws/config"));
    }

    @Test
    void longTermKeysOfTheVeryProfile() throws IOException {
        read("[profile c]\naws_access_key_id=AKIAC\naws_secret_access_key=cc\n", """
                [a]
                aws_access_key_id = AKIAA
                aws_secret_access_key = s3cr/t+= # note
                [t]
                aws_access_key_id=ASIA
                aws_secret_access_key=x
                aws_session_token=y
                [half]
                aws_access_key_id=AKIAH
                """);
        SharedCredentials shared = new SharedCredentials(files());
        try (var keys = shared.find("a").orElseThrow()) {
            assertThat(keys.accessKeyId()).isEqualTo("AKIAA");
            String secret = keys.secretAccessKey().expose(b -> new String(b, StandardCharsets.UTF_8));
            assertThat(secret).isEqualTo("s3cr/t+=");
        }
        assertThat(shared.accessKeyId("c")).contains("AKIAC");
        assertThat(shared.find("t")).isEmpty();
        assertThat(shared.accessKeyId("t")).isEmpty();
        assertThat(shared.accessKeyId("half")).isEmpty();
        assertThat(shared.find("nobody")).isEmpty();
    }
}
