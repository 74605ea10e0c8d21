package ykaws.aws.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.IamUser;
import ykaws.aws.MfaDevice;
import ykaws.aws.UserAccessKey;
import ykaws.aws.VirtualMfaDevice;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.fake.TestClock;

/** What is denied is noted; the rest is read all the same. */
class IamFactsTest {
    private static final String ARN = "arn:aws:iam::123456789012:mfa/";
    private static final CallerIdentity CALLER =
            new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/team/dev", "AIDA");

    private final List<String> refused = new ArrayList<>();
    private AwsException.Kind kind = AwsException.Kind.DENIED;

    private IamFacts read() throws IOException {
        return IamFacts.read(new ReadOnly(), CALLER, "dev");
    }

    @Test
    void everythingThatIsAllowed() throws IOException {
        IamFacts facts = read();
        assertThat(facts.who()).isEqualTo(new IamFacts.Who("dev", "123456789012"));
        assertThat(facts.enabled()).extracting(MfaDevice::serial).containsExactly(ARN + "dev");
        assertThat(facts.own()).hasValueSatisfying(own -> assertThat(own).hasSize(2));
        assertThat(facts.unassigned()).extracting(MfaDevice::serial).containsExactly(ARN + "left");
        assertThat(facts.keySerials()).isEqualTo(Map.of(ARN + "dev", "12345678"));
        assertThat(facts.accessKeys()).hasSize(1);
        assertThat(facts.unread()).isEmpty();
    }

    @Test
    void theListOfTheAccountStandsInForTheUsersOwn() throws IOException {
        refused.addAll(List.of("ListMFADevices", "ListMFADeviceTags", "ListAccessKeys"));
        IamFacts facts = read();
        assertThat(facts.enabled()).extracting(MfaDevice::serial).containsExactly(ARN + "dev");
        assertThat(facts.keySerials()).isEmpty();
        assertThat(facts.accessKeys()).isEmpty();
        assertThat(facts.unread())
                .extracting(Unread::what)
                .containsExactly("the MFA devices of dev", "the tags of " + ARN + "dev", "the access keys of dev");
    }

    @Test
    void nothingIsKnownWhereBothAreDenied() throws IOException {
        refused.addAll(List.of("ListMFADevices", "ListVirtualMFADevices"));
        IamFacts facts = read();
        assertThat(facts.own()).isEmpty();
        assertThat(facts.virtual()).isEmpty();
        assertThat(facts.unread()).hasSize(2);
        assertThat(facts.unread().get(0).why()).contains("AccessDenied");
    }

    @Test
    void whatIsNotARefusalEndsIt() {
        refused.add("ListAccessKeys");
        kind = AwsException.Kind.UNREACHABLE;
        assertThatThrownBy(this::read).isInstanceOf(AwsException.class);
    }

    /** Reads; nothing of it may write. */
    private final class ReadOnly implements Iam {

        private void ask(String action) throws AwsException {
            if (refused.contains(action)) {
                throw new AwsException(
                        kind, "iam:" + action, new AwsException.Answer("AccessDenied", 403, "no", null), null);
            }
        }

        @Override
        public List<MfaDevice> listAllMfaDevices(@Nullable String user) throws AwsException {
            ask("ListMFADevices");
            return List.of(
                    new MfaDevice(ARN + "dev", user, TestClock.START),
                    new MfaDevice("arn:aws:iam::123456789012:u2f/user/dev/k", user, TestClock.START));
        }

        @Override
        public List<MfaDevice> listVirtualMfaDevices(boolean unassignedOnly) throws AwsException {
            ask("ListVirtualMFADevices");
            return List.of(
                    new MfaDevice(ARN + "dev", "dev", TestClock.START),
                    new MfaDevice(ARN + "bob", "bob", TestClock.START),
                    new MfaDevice(ARN + "left", null, null));
        }

        @Override
        public Map<String, String> listMfaDeviceTags(String serial) throws AwsException {
            ask("ListMFADeviceTags");
            return Map.of(Enrollment.SERIAL_TAG, "12345678");
        }

        @Override
        public List<UserAccessKey> listAccessKeys(String user) throws AwsException {
            ask("ListAccessKeys");
            return List.of(new UserAccessKey("AKIADEV", true, TestClock.START));
        }

        @Override
        public IamUser getUser(@Nullable String user) {
            throw new AssertionError("not asked for");
        }

        @Override
        public VirtualMfaDevice createVirtualMfaDevice(String path, String name) {
            throw new AssertionError("writes");
        }

        @Override
        public void enableMfaDevice(String user, String serial, String code1, String code2) {
            throw new AssertionError("writes");
        }

        @Override
        public AccessKeys createAccessKey(String user) {
            throw new AssertionError("writes");
        }

        @Override
        public void updateAccessKey(String user, String id, boolean active) {
            throw new AssertionError("writes");
        }

        @Override
        public void deleteAccessKey(String user, String id) {
            throw new AssertionError("writes");
        }

        @Override
        public Optional<Instant> accessKeyLastUsed(String id) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void resyncMfaDevice(String user, String serial, String code1, String code2) {
            throw new AssertionError("writes");
        }

        @Override
        public void tagMfaDevice(String serial, Map<String, String> tags) {
            throw new AssertionError("writes");
        }

        @Override
        public void deactivateMfaDevice(String user, String serial) {
            throw new AssertionError("writes");
        }

        @Override
        public void deleteVirtualMfaDevice(String serial) {
            throw new AssertionError("writes");
        }
    }
}
