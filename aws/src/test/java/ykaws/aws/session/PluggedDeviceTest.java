package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.fake.MemoryAws;

/** Sessions of profiles that name no device: the key that is plugged in decides. */
class PluggedDeviceTest extends SessionsFixture {
    private static final String ADMINS = "arn:aws:iam::123456789012:mfa/admin";

    private static SessionRequest token(Mfa mfa) {
        return request("dev", new Step.SessionToken(Duration.ofHours(1), mfa, HERE));
    }

    @Test
    void theUsersDeviceOnTheKeyGivesTheCode() throws IOException {
        plugged.add(ADMINS);
        plugged.add(MemoryAws.SERIAL);
        get(token(Mfa.PLUGGED_IN));

        assertThat(aws.calls()).containsExactly("GetCallerIdentity", "ListMFADevices", "GetSessionToken");
        assertThat(touchedFor).hasSize(1);
    }

    @Test
    void theNextSessionComesFromTheCache() throws IOException {
        plugged.add(MemoryAws.SERIAL);
        String first = get(token(Mfa.PLUGGED_IN));

        assertThat(get(token(Mfa.PLUGGED_IN))).isEqualTo(first);
        assertThat(touchedFor).hasSize(1);
    }

    @Test
    void withoutADeviceOnTheKeyNobodyIsAsked() throws IOException {
        get(token(Mfa.PLUGGED_IN));

        assertThat(aws.calls()).containsExactly("GetSessionToken");
        assertThat(touchedFor).isEmpty();
    }

    @Test
    void anotherAccountsDeviceIsNone() throws IOException {
        plugged.add("arn:aws:iam::210987654321:mfa/dev");
        plugged.add("arn:aws-cn:iam::123456789012:mfa/dev");
        get(token(Mfa.PLUGGED_IN));

        assertThat(aws.calls()).containsExactly("GetCallerIdentity", "GetSessionToken");
        assertThat(touchedFor).isEmpty();
    }

    @Test
    void anotherUsersDeviceIsNone() throws IOException {
        plugged.add(ADMINS);
        get(token(Mfa.PLUGGED_IN));

        assertThat(touchedFor).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mfa/dev, '', 1",
        "mfa/admin, '', 0",
        "mfa/developer, '', 0",
        // Two that may be the user's: nobody guesses.
        "mfa/dev, mfa/dev-12345678, 0",
    })
    void whereIamDoesNotTellTheNameDoes(String one, String other, int touches) throws IOException {
        aws.denied.add("ListMFADevices");
        plugged.add("arn:aws:iam::123456789012:" + one);
        if (!other.isEmpty()) {
            plugged.add("arn:aws:iam::123456789012:" + other);
        }
        get(token(Mfa.PLUGGED_IN));

        assertThat(touchedFor).hasSize(touches);
    }

    @Test
    void aRoleThatDoesWithoutAsksNobody() throws IOException {
        plugged.add(MemoryAws.SERIAL);
        get(request("open", role("Open", Mfa.PLUGGED_IN)));

        assertThat(aws.calls()).containsExactly("AssumeRole");
    }

    @Test
    void aRoleThatRefusesGetsTheCode() throws IOException {
        plugged.add(MemoryAws.SERIAL);
        get(request("strict", role("Strict", Mfa.PLUGGED_IN)));

        assertThat(aws.calls()).containsExactly("AssumeRole", "GetCallerIdentity", "ListMFADevices", "AssumeRole");
        assertThat(touchedFor).hasSize(1);
    }

    @Test
    void withoutAKeyTheRefusalStands() {
        assertThatThrownBy(() -> get(request("strict", role("Strict", Mfa.PLUGGED_IN))))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));
        assertThat(aws.calls()).containsExactly("AssumeRole");
    }

    @Test
    void whatIsNotWantedIsNotTried() throws IOException {
        plugged.add(MemoryAws.SERIAL);
        get(token(null));

        assertThat(touchedFor).isEmpty();
        assertThat(token(null).hash()).isNotEqualTo(token(Mfa.PLUGGED_IN).hash());
    }
}
