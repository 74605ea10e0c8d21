package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Partition;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.oath.OathType;

class DeviceCluesTest {
    private static final String ACCOUNT = "123456789012";

    private static DeviceClues clues(String asked) {
        return new DeviceClues(asked, null, Optional.empty(), Optional.empty(), Optional.empty(), Partition.AWS);
    }

    private static DeviceClues labelled(String asked, String label) {
        return new DeviceClues(asked, null, label(label), Optional.empty(), Optional.empty(), Partition.AWS);
    }

    private static Optional<FormLabel> label(String name) {
        return FormLabel.of(new CredentialId("Amazon Web Services", name, OathType.TOTP, 30));
    }

    private static EnrollException.Kind refused(DeviceClues clues) {
        return catchThrowableOfType(EnrollException.class, clues::serial).kind();
    }

    @ParameterizedTest
    @CsvSource({
        "dev@123456789012, dev, 123456789012",
        "me@work@123456789012, me@work, 123456789012",
        "dev@my-company, dev, ",
        "dev@12345, dev, ",
    })
    void theQrCodeNamesDeviceAndAccountOrItsAlias(String text, String device, String account) {
        assertThat(label(text)).contains(new FormLabel(device, Optional.ofNullable(account)));
    }

    @ParameterizedTest
    @CsvSource({"dev", "@123456789012", "a b@123456789012"})
    void otherLabelsSayNothing(String text) {
        assertThat(label(text)).isEmpty();
    }

    @Test
    void theQrCodeAloneIsEnough() throws Exception {
        assertThat(labelled(null, "dev@" + ACCOUNT).serial().text()).isEqualTo("arn:aws:iam::123456789012:mfa/dev");
    }

    @ParameterizedTest
    @CsvSource({
        "CHINA, arn:aws-cn:iam::123456789012:mfa/dev",
        "GOV, arn:aws-us-gov:iam::123456789012:mfa/dev",
        "EUROPEAN_SOVEREIGN, arn:aws-eusc:iam::123456789012:mfa/dev"
    })
    void theRegionTellsThePartition(Partition region, String serial) throws Exception {
        DeviceClues clues =
                new DeviceClues(null, null, label("dev@" + ACCOUNT), Optional.empty(), Optional.empty(), region);

        assertThat(clues.serial().text()).isEqualTo(serial);
    }

    @Test
    void theCallerTellsItBetter() throws Exception {
        CallerIdentity caller = new CallerIdentity(ACCOUNT, "arn:aws-cn:iam::123456789012:user/dev", "AIDA");
        DeviceClues clues =
                new DeviceClues("dev", null, Optional.empty(), Optional.empty(), Optional.of(caller), Partition.AWS);

        assertThat(clues.serial().text()).isEqualTo("arn:aws-cn:iam::123456789012:mfa/dev");
    }

    @Test
    void theProfileNamesTheDeviceWithItsPath() throws Exception {
        DeviceClues clues = new DeviceClues(
                null,
                null,
                Optional.empty(),
                MfaArn.parse("arn:aws-us-gov:iam::123456789012:mfa/team/dev"),
                Optional.empty(),
                Partition.AWS);

        assertThat(clues.serial().text()).isEqualTo("arn:aws-us-gov:iam::123456789012:mfa/team/dev");
        assertThat(clues.named("other").serial().text()).isEqualTo("arn:aws-us-gov:iam::123456789012:mfa/other");
    }

    @Test
    void anArnSaysAll() throws Exception {
        String arn = "arn:aws-cn:iam::123456789012:mfa/team/dev";

        assertThat(clues(arn).serial().text()).isEqualTo(arn);
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        assertThat(refused(clues(null))).isEqualTo(EnrollException.Kind.DEVICE_UNKNOWN);
        assertThat(refused(clues("dev"))).isEqualTo(EnrollException.Kind.DEVICE_UNKNOWN);
        assertThat(refused(labelled(null, "dev@alias"))).isEqualTo(EnrollException.Kind.DEVICE_UNKNOWN);
        assertThat(labelled(null, "dev@alias").inAccount(ACCOUNT).serial().name())
                .isEqualTo("dev");
        assertThat(clues("dev").inAccount(ACCOUNT).serial().name()).isEqualTo("dev");
    }

    @Test
    void whatContradictsIsRefused() {
        assertThat(refused(labelled("other", "dev@" + ACCOUNT))).isEqualTo(EnrollException.Kind.CONTRADICTION);
        assertThat(refused(labelled("arn:aws:iam::210987654321:mfa/dev", "dev@" + ACCOUNT)))
                .isEqualTo(EnrollException.Kind.CONTRADICTION);
        CallerIdentity caller = new CallerIdentity("210987654321", "arn:aws:iam::210987654321:user/dev", "AIDA");
        assertThat(refused(new DeviceClues(
                        null, null, label("dev@" + ACCOUNT), Optional.empty(), Optional.of(caller), Partition.AWS)))
                .isEqualTo(EnrollException.Kind.CONTRADICTION);
    }

    @Test
    void whatNoDeviceIsCalledIsRefused() {
        assertThat(refused(clues("my device").inAccount(ACCOUNT))).isEqualTo(EnrollException.Kind.INVALID_NAME);
    }
}
