package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;

/** The real AWS CLI sees in IAM the devices that ykaws says it made, and no others. */
class AwsCliDevicesIT {
    private static final Pattern SERIALS = Pattern.compile("arn:aws:iam::123456789012:mfa/[A-Za-z0-9-]+");
    private static final String[] BOTH = {
        "arn:aws:iam::123456789012:mfa/dev", "arn:aws:iam::123456789012:mfa/dev-23456789"
    };

    private final Place place = Place.create();
    private LocalAws aws;

    @BeforeEach
    void anAccount() throws IOException {
        StateFolder folder = new StateFolder(place.stateFolder().resolve("sandbox"));
        aws = LocalAws.start(folder, LocalAwsSettings.of(SandboxAws.template(), Clock.systemUTC()));
        aws.announce();
    }

    @AfterEach
    void clean() throws IOException {
        aws.close();
        place.close();
    }

    private String ykaws(String... words) {
        return Program.ykaws(place)
                .env("YKAWS_SANDBOX", "1")
                .run(words)
                .expect(0)
                .out();
    }

    private List<String> cli(String... words) throws IOException {
        AccessKey dev = aws.devKey();
        String out = Program.of(
                        place,
                        Requirement.awsCli().toString(),
                        "--endpoint-url",
                        aws.endpoint().toString(),
                        "iam")
                .env("AWS_ACCESS_KEY_ID", dev.accessKeyId())
                .env("AWS_SECRET_ACCESS_KEY", dev.secretAccessKey())
                .env("AWS_DEFAULT_REGION", "us-east-1")
                .env("NO_PROXY", "127.0.0.1")
                .run(words)
                .expect(0)
                .out();
        return SERIALS.matcher(out).results().map(MatchResult::group).toList();
    }

    @Test
    void itListsWhatWasEnrolledUntilItIsTakenAway() throws IOException {
        ykaws("enroll", "dev", "--key", "12345678", "--key", "23456789");

        assertThat(cli("list-mfa-devices")).containsExactlyInAnyOrder(BOTH);
        assertThat(cli("list-virtual-mfa-devices", "--assignment-status", "Assigned"))
                .containsExactlyInAnyOrder(BOTH);

        ykaws("unenroll", "dev", "--force");

        assertThat(cli("list-mfa-devices")).containsExactly(BOTH[1]);
        assertThat(cli("list-virtual-mfa-devices", "--assignment-status", "Unassigned"))
                .isEmpty();
    }
}
