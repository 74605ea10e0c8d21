package ykaws.aws.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLintTest {
    @TempDir
    Path folder;

    private AwsFiles files;

    @BeforeEach
    void place() throws IOException {
        files = new AwsFiles(folder.resolve("config"), folder.resolve("credentials"));
        write(files.config(), "");
        write(files.credentials(), "");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private List<String> faults(String config, String credentials) throws IOException {
        write(files.config(), config);
        write(files.credentials(), credentials);
        return texts(ConfigLint.of(files));
    }

    private List<String> texts(List<ConfigFault> faults) {
        List<String> texts = new ArrayList<>();
        for (ConfigFault each : faults) {
            texts.add((each.grave() ? "fault " : "slip ") + (each.place() + each.message()).replace(folder + "/", ""));
        }
        return texts;
    }

    private List<String> references(String config) throws IOException {
        write(files.config(), config);
        return texts(ReferenceLint.of(ProfileSet.read(files), "stored"::equals));
    }

    @Test
    void filesThatAreMeantAsTheyAre() throws IOException {
        assertThat(faults(
                        "[default]\nregion = eu-west-1\n[profile a]\nsource_profile = default\nsaml_role = x\n"
                                + "s3 =\n  max_concurrent_requests = 20\n[sso-session s]\nsso_region = us-east-1\n"
                                + "[services l]\nsts =\n  endpoint_url = http://localhost\n[plugins]\nx = y\n",
                        "[default]\naws_access_key_id = AKIAX\naws_secret_access_key = s\n"))
                .isEmpty();
    }

    @Test
    void filesThatAreNotThere() throws IOException {
        Files.delete(files.config());
        Files.delete(files.credentials());
        assertThat(ConfigLint.of(files)).isEmpty();
    }

    @Test
    void whatDoesNotParse() throws IOException {
        assertThat(faults("[default]\nwhat\n", "[x\n"))
                .containsExactly(
                        "fault config:2: neither a [section] nor key = value",
                        "fault credentials:1: a section header without its ]");
    }

    @ParameterizedTest
    @CsvSource({
        "mfa_serail, mfa_serial",
        "mfaserial, mfa_serial",
        "role-arn, role_arn",
        "souce_profile, source_profile",
        "aws_acess_key_id, aws_access_key_id",
        "duration_second, duration_seconds",
    })
    void misspeltKeys(String key, String meant) throws IOException {
        assertThat(faults("[profile a]\n\n" + key + " = x\n", ""))
                .containsExactly("slip config:3: nobody knows the key " + key + "; is " + meant + " meant?");
    }

    @Test
    void unknownKeysAndSections() throws IOException {
        assertThat(faults("[prod]\nregion = x\n[profile a]\ncolour_of_prompt = x\n", "[default]\nregoin = x\n"))
                .containsExactly(
                        "slip config:1: nobody reads the section [prod]; is [profile prod] meant?",
                        "slip config:4: nobody knows the key colour_of_prompt",
                        "slip credentials:2: nobody knows the key regoin; is region meant?");
    }

    @Test
    void whatIsThereTwice() throws IOException {
        assertThat(faults(
                        "[profile a]\nregion = x\nregion = y\n[profile a]\naws_access_key_id = AKIAX\n",
                        "[a]\naws_access_key_id = AKIAY\n"))
                .containsExactly(
                        "fault config:3: region is there twice in [profile a], and the AWS CLI then refuses the whole file",
                        "fault config:4: [profile a] is there twice, and the AWS CLI then refuses the whole file",
                        "slip config:5: profile a has access keys here and in credentials:2, which win");
    }

    @Test
    void whoElseMayReadAndWrite() throws IOException {
        Files.setPosixFilePermissions(files.config(), PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setPosixFilePermissions(files.credentials(), PosixFilePermissions.fromString("rw-r--r--"));
        List<ConfigFault> faults = ConfigLint.of(files);
        assertThat(texts(faults))
                .containsExactly(
                        "fault config: other users can write to it", "slip credentials: other users can read it");
        assertThat(faults.get(1).fix()).isEqualTo("chmod go-rwx " + files.credentials());
        Files.setPosixFilePermissions(files.config(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(files.credentials(), PosixFilePermissions.fromString("rw-------"));
        assertThat(ConfigLint.of(files)).isEmpty();
    }

    @Test
    void profilesThatLeadNowhere() throws IOException {
        assertThat(references("[profile a]\nsource_profile = gone\n[profile b]\ninclude_profile = gone\n"
                        + "[profile c]\nsource_profile = stored\n[profile d]\nsource_profile = c\n"))
                .containsExactly(
                        "fault config:2: source_profile of profile a names gone, which does not exist",
                        "fault config:4: include_profile of profile b names gone, which does not exist");
    }

    @Test
    void rolesWithoutASource() throws IOException {
        String role = "role_arn = arn:aws:iam::123456789012:role/R\n";
        assertThat(references("[profile a]\n" + role))
                .singleElement()
                .asString()
                .contains("config:2", "source_profile");
        assertThat(references("[profile stored]\n" + role)).isEmpty();
        assertThat(references("[profile a]\n" + role + "web_identity_token_file = /t\n"))
                .isEmpty();
        assertThat(references("[profile b]\nsource_profile = stored\n[profile a]\n" + role + "include_profile = b\n"))
                .isEmpty();
        assertThat(references("[profile a]\n" + role + "source_profile = stored\ncredential_source = Environment\n"))
                .singleElement()
                .asString()
                .contains("config:4", "both");
    }
}
