package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;
import ykaws.aws.MfaDevice;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.Totp;
import ykaws.oath.TouchNotice;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKeys;

class UnenrollmentTest {
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final String OTHER = "arn:aws:iam::123456789012:mfa/dev-2";

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private final MemoryAws aws = new MemoryAws(clock);
    private final EnrollWish.Login login =
            new EnrollWish.Login(new AccessKeys("AKIADEV", Secret.copyOf(SEED)), Endpoints.of("eu-central-1"));
    private FaultyConnection connection;
    private int asked;

    @BeforeEach
    void enrolled() throws IOException {
        aws.enabledDevice(SEED);
        SoftKeys soft = SoftKeys.in(new StateFolder(temp.resolve("sandbox")), SoftKeys.Settings.of(() -> true));
        connection = new FaultyConnection(soft.keys().get(0).connect());
        put(MemoryAws.SERIAL);
        put(OTHER);
    }

    @AfterEach
    void unplug() throws IOException {
        connection.close();
    }

    private void put(String id) throws IOException {
        try (NewCredential credential =
                NewCredential.builder(CredentialId.of(id), Secret.copyOf(SEED)).build()) {
            OathSession.open(connection).put(credential);
        }
    }

    private List<CredentialId> unenroll() throws IOException {
        CodeSource codes = (serial, step) -> {
            asked++;
            return Totp.code(Secret.copyOf(SEED), HashAlgorithm.SHA1, 6, step);
        };
        ReplayLedger ledger =
                new ReplayLedger(Files.createDirectories(temp.resolve("state")).resolve("ledger"));
        return new Unenrollment(new Enrollment.Parts(
                        aws, ledger, AwsClock.forgetful(clock), clock, new Journal(temp.resolve("state/enrollments"))))
                .run(
                        login,
                        new MfaDevice(MemoryAws.SERIAL, MemoryAws.USER, clock.instant()),
                        codes,
                        new EnrollKey(OathSession.open(connection), OptionalInt.empty(), TouchNotice.NONE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingOfTheDeviceIsLeftAndNothingElseIsTouched(boolean needsMfa) throws IOException {
        aws.deactivateNeedsMfa = needsMfa;

        assertThat(unenroll()).extracting(CredentialId::text).containsExactly(MemoryAws.SERIAL);

        assertThat(aws.deviceSerials()).isEmpty();
        assertThat(asked).isEqualTo(needsMfa ? 1 : 0);
        assertThat(OathSession.open(connection).list())
                .extracting(account -> account.id().text())
                .containsExactly(OTHER);
    }

    @Test
    void aSecondRunFinishesTheFirst() throws IOException {
        aws.before("DeleteVirtualMFADevice", () -> {
            throw MemoryAws.error(AwsException.Kind.DENIED, "iam:DeleteVirtualMFADevice");
        });
        assertThatThrownBy(this::unenroll).isInstanceOf(AwsException.class);
        assertThat(OathSession.open(connection).list()).hasSize(2);

        unenroll();

        assertThat(aws.deviceSerials()).isEmpty();
        assertThat(OathSession.open(connection).list()).hasSize(1);
    }
}
