package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.fake.MemoryAws;
import ykaws.oath.CredentialId;
import ykaws.oath.NewCredential;
import ykaws.oath.Secret;

/** What is found out before anything is changed. */
class EnrollChecksTest extends EnrollFixture {
    @Test
    void aPlanChangesNothing() throws IOException {
        EnrollPlan plan = plan(wish("laptop", "/team/"));

        assertThat(plan.serial()).isEqualTo("arn:aws:iam::123456789012:mfa/team/laptop");
        assertThat(plan.user()).isEqualTo("dev");
        assertThat(aws.calls()).containsExactly("GetCallerIdentity", "ListMFADevices", "ListVirtualMFADevices");
        assertThat(touches).isZero();
        assertNothingLeft();
    }

    @Test
    void sessionKeysAreRefusedBeforeAnyCall() {
        keys = accessKeys("ASIASESSION");

        EnrollException e = catchThrowableOfType(EnrollException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.NOT_LONG_TERM);
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void theRootUserIsRefused() {
        keys = accessKeys("AKIAROOT");

        assertThat(catchThrowableOfType(EnrollException.class, this::enroll).kind())
                .isEqualTo(EnrollException.Kind.NOT_A_USER);
    }

    @Test
    void aLeftoverIsExplained() {
        aws.leftoverDevice(MemoryAws.SERIAL);

        EnrollException e = catchThrowableOfType(EnrollException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.LEFTOVER);
        assertThat(e.commands())
                .containsExactly("aws iam delete-virtual-mfa-device --serial-number " + MemoryAws.SERIAL);
    }

    @Test
    void aDeviceOfThatNameIsNotTouched() {
        aws.enabledDevice("some seed".getBytes(StandardCharsets.UTF_8));

        assertThat(catchThrowableOfType(EnrollException.class, this::enroll).kind())
                .isEqualTo(EnrollException.Kind.ALREADY_ENROLLED);
        assertThat(aws.isEnabled(MemoryAws.SERIAL)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"arn:aws:iam::123456789012:mfa/dev", "aws/iam/123456789012:dev", "AWS:arn:aws:iam::123456789012:mfa/dev"
    })
    void anAccountOfThatDeviceIsNotTouched(String id) throws IOException {
        try (NewCredential credential = NewCredential.builder(
                        CredentialId.of(id), Secret.takeOver("0123456789".getBytes(StandardCharsets.UTF_8)))
                .build()) {
            open().put(credential);
        }

        EnrollException e = catchThrowableOfType(EnrollException.class, this::enroll);

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.ACCOUNT_ON_KEY);
        assertThat(e.commands()).containsExactly("ykaws --key 12345678 oath delete --force " + id);
        assertThat(aws.count("CreateVirtualMFADevice")).isZero();
        assertThat(accounts()).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"a b, /", "x/y, /", "dev, team/", "dev, /team", "'', /", "'dev;rm', /"})
    void namesThatIamWouldNotTake(String name, String path) {
        assertThat(catchThrowableOfType(EnrollException.class, () -> plan(wish(name, path)))
                        .kind())
                .isEqualTo(EnrollException.Kind.INVALID_NAME);
        assertThat(aws.count("CreateVirtualMFADevice")).isZero();
    }

    /** IAM's quota of 8 is for all of a user's devices, whatever they are. */
    @ParameterizedTest
    @CsvSource({"7, 0, true", "8, 0, false", "0, 8, false", "3, 5, false", "3, 4, true"})
    void fidoDevicesCountTowardsTheLimit(int virtual, int fido, boolean room) throws IOException {
        for (int i = 0; i < virtual + fido; i++) {
            String serial = "arn:aws:iam::123456789012:"
                    + (i < virtual ? "mfa/other-" + i : "u2f/user/dev/key-" + i + "-ABCDEFGHIJ");
            aws.leftoverDevice(serial);
            aws.enable(serial);
        }

        if (room) {
            assertThat(plan(wish()).devices()).hasSize(1);
        } else {
            EnrollException e = catchThrowableOfType(EnrollException.class, () -> plan(wish()));
            assertThat(e.kind()).isEqualTo(EnrollException.Kind.TOO_MANY_DEVICES);
            assertThat(e).hasMessage("user dev has 8 MFA devices; IAM allows 8");
            assertThat(touches).isZero();
        }
    }

    @Test
    void aPolicyThatForbidsToListForbidsNoEnrolment() throws IOException {
        for (String action : List.of("ListMFADevices", "ListVirtualMFADevices")) {
            aws.before(action, () -> {
                throw MemoryAws.error(Kind.DENIED, action);
            });
        }

        enroll();

        assertThat(progress).contains("skipped the user's MFA devices", "skipped unassigned MFA devices");
    }
}
