package ykaws.aws.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import ykaws.aws.MfaDevice;
import ykaws.aws.UserAccessKey;
import ykaws.aws.enroll.Journal;
import ykaws.aws.fake.TestClock;
import ykaws.oath.CredentialId;

class ReconciliationTest {
    private static final String ARN = "arn:aws:iam::123456789012:mfa/dev";
    private static final OptionalInt KEY = OptionalInt.of(12345678);

    private @Nullable List<MfaDevice> enabled = new ArrayList<>();
    private @Nullable List<MfaDevice> others = new ArrayList<>();
    private final Map<String, String> tags = new HashMap<>();
    private final List<CredentialId> accounts = new ArrayList<>();
    private PluggedKey.State state = PluggedKey.State.READ;
    private final List<ProfileUse> profiles = new ArrayList<>();
    private final List<StoredKey> stored = new ArrayList<>();
    private final List<UserAccessKey> accessKeys = new ArrayList<>();
    private final List<Journal.Entry> journal = new ArrayList<>();
    private Duration ahead = Duration.ZERO;

    private List<Finding> findings() {
        List<MfaDevice> virtual = others == null ? null : new ArrayList<>(others);
        if (virtual != null && enabled != null) {
            virtual.addAll(enabled);
        }
        IamFacts iam = new IamFacts(
                new IamFacts.Who("dev", "123456789012"),
                Optional.ofNullable(enabled),
                Optional.ofNullable(virtual),
                tags,
                accessKeys,
                List.of());
        return Reconciliation.of(new Facts(
                iam,
                List.of(new PluggedKey(KEY, "reader", state, accounts)),
                profiles,
                stored,
                new Facts.Moment(ahead, TestClock.START, journal)));
    }

    private void enrolled() {
        enabled.add(new MfaDevice(ARN, "dev", TestClock.START));
        accounts.add(CredentialId.of(ARN));
        profiles.add(new ProfileUse("dev", Optional.of(ARN), "dev"));
        stored.add(new StoredKey("dev", "AKIADEV", true, true));
    }

    private Finding assertOnly(String kind, String subject, String fix) {
        List<Finding> all = findings();
        assertThat(all).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(kind);
            assertThat(it.subject()).isEqualTo(subject);
            assertThat(it.fix()).isEqualTo(fix);
        });
        return all.get(0);
    }

    @Test
    void whatFitsTogetherIsNoFinding() {
        enrolled();
        tags.put(ARN, "12345678");
        accessKeys.add(new UserAccessKey("AKIADEV", true, TestClock.START));
        profiles.add(new ProfileUse("role", Optional.of(ARN), "dev"));
        // A key in a drawer is nothing to mend.
        enabled.add(new MfaDevice(ARN + "-99", "dev", TestClock.START));
        tags.put(ARN + "-99", "99");
        enabled.add(new MfaDevice(ARN + "-untagged", "dev", TestClock.START));

        assertThat(findings()).isEmpty();
    }

    @Test
    void aDeviceOfSomebodyElsesMaking() {
        enrolled();
        others.add(new MfaDevice(ARN + "-2", null, null));

        Finding found = assertOnly(
                "orphan-device", ARN + "-2", "aws iam delete-virtual-mfa-device --serial-number " + ARN + "-2");
        assertThat(found.remedy()).isEqualTo(new Finding.DeleteDevice(ARN + "-2", false));
    }

    @Test
    void aDeviceOfOurOwnThatBrokeOff() {
        enrolled();
        others.add(new MfaDevice(ARN + "-2", null, null));
        journal.add(new Journal.Entry(ARN + "-2", "dev", ARN + "-2", List.of(KEY), Optional.empty()));

        Finding without = assertOnly(
                "orphan-device", ARN + "-2", "aws iam delete-virtual-mfa-device --serial-number " + ARN + "-2");
        assertThat(without.message()).contains("broke off");
        assertThat(without.remedy()).isEqualTo(new Finding.DeleteDevice(ARN + "-2", true));

        accounts.add(CredentialId.of(ARN + "-2"));
        Finding with = assertOnly("orphan-device", ARN + "-2", "ykaws --key 12345678 enroll dev-2");
        assertThat(with.remedy()).isInstanceOf(Finding.ByHand.class);
    }

    @Test
    void anAccountWithoutADevice() {
        enrolled();
        accounts.add(CredentialId.of("aws/iam/123456789012:dev-old"));
        // Of another user, and of another AWS account: there is nothing to mend, and nothing to see.
        others.add(new MfaDevice("arn:aws:iam::123456789012:mfa/bob", "bob", TestClock.START));
        accounts.add(CredentialId.of("arn:aws:iam::123456789012:mfa/bob"));
        accounts.add(CredentialId.of("arn:aws:iam::999999999999:mfa/dev"));
        accounts.add(CredentialId.of("GitHub:me"));

        Finding found = assertOnly(
                "account-without-device",
                "aws/iam/123456789012:dev-old",
                "ykaws --key 12345678 oath delete --force aws/iam/123456789012:dev-old");
        assertThat(found.remedy()).isInstanceOf(Finding.DeleteAccount.class);

        // Not allowed to see all devices: nothing is said of a device that may be there.
        others = null;
        assertThat(findings()).isEmpty();
    }

    @Test
    void aKeyThatLostItsAccount() {
        enrolled();
        tags.put(ARN, "99 12345678");
        accounts.clear();
        assertOnly("device-without-account", ARN, "ykaws unenroll " + ARN);

        state = PluggedKey.State.LOCKED;
        assertThat(findings()).isEmpty();
    }

    @Test
    void profilesThatNameNoneOrAnother() {
        enrolled();
        profiles.add(new ProfileUse("a b", Optional.of(ARN + "-old"), "dev"));
        Finding wrong =
                assertOnly("wrong-mfa-serial", "a b", "aws configure set mfa_serial " + ARN + " --profile 'a b'");
        assertThat(wrong.remedy()).isEqualTo(new Finding.SetSerial("a b", ARN));

        profiles.clear();
        profiles.add(new ProfileUse("dev", Optional.empty(), "dev"));
        assertOnly("missing-mfa-serial", "dev", "aws configure set mfa_serial " + ARN + " --profile dev");

        profiles.clear();
        profiles.add(new ProfileUse("role", Optional.empty(), "dev"));
        Finding role =
                assertOnly("missing-mfa-serial", "role", "aws configure set mfa_serial " + ARN + " --profile role");
        assertThat(role.message()).contains("not inherit from dev");

        enabled = null;
        others = null;
        profiles.add(new ProfileUse("dev", Optional.of("whatever"), "dev"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aFidoDeviceGivesNoCodes() {
        enrolled();
        String fido = "arn:aws:iam::123456789012:u2f/user/dev/key-ABC";
        enabled.add(new MfaDevice(fido, "dev", TestClock.START));
        profiles.add(new ProfileUse("other", Optional.of(fido), "dev"));

        Finding found =
                assertOnly("wrong-mfa-serial", "other", "aws configure set mfa_serial " + ARN + " --profile other");
        assertThat(found.message()).contains("FIDO");
    }

    @Test
    void storedKeysWithoutAProfileAndInPlainText() {
        enrolled();
        stored.add(new StoredKey("lone", "AKIALONE", true, false));
        assertOnly("vault-without-profile", "lone", "ykaws remove lone");

        profiles.add(new ProfileUse("lone", Optional.empty(), "lone"));
        Finding own =
                assertOnly("vault-without-profile", "lone", "aws configure set mfa_serial " + ARN + " --profile lone");
        assertThat(own.remedy()).isEqualTo(new Finding.SetSerial("lone", ARN));

        stored.remove(1);
        profiles.remove(1);
        stored.add(new StoredKey("old ways", "AKIAPLAIN", false, true));
        assertOnly("plain-text-keys", "old ways", "ykaws add 'old ways' --from-credentials-file");
    }

    @Test
    void oldAccessKeys() {
        enrolled();
        accessKeys.add(new UserAccessKey("AKIADEV", true, TestClock.START.minus(Duration.ofDays(90))));
        assertThat(findings()).isEmpty();
        accessKeys.set(0, new UserAccessKey("AKIADEV", true, TestClock.START.minus(Duration.ofDays(91))));
        assertOnly("old-access-key", "AKIADEV", "ykaws rotate dev");
        accessKeys.set(0, new UserAccessKey("AKIAELSE", true, TestClock.START.minus(Duration.ofDays(91))));
        assertOnly(
                "old-access-key",
                "AKIAELSE",
                "aws iam update-access-key --user-name dev --access-key-id AKIAELSE --status Inactive");
    }

    @Test
    void fullUsersAndWrongClocks() {
        enrolled();
        for (int i = 2; i < 7; i++) {
            enabled.add(new MfaDevice(ARN + i, "dev", TestClock.START));
        }
        assertThat(findings()).isEmpty();
        // FIDO devices count.
        enabled.add(new MfaDevice("arn:aws:iam::123456789012:u2f/user/dev/key-ABC", "dev", TestClock.START));
        ahead = Duration.ofSeconds(-47);

        assertThat(findings()).extracting(Finding::kind).containsExactly("device-limit", "clock-skew");
        assertThat(findings().get(1).message()).isEqualTo("AWS's clock is 47 s behind this computer's");
    }

    @Test
    void aUserWithoutADevice() {
        stored.add(new StoredKey("dev", "AKIADEV", true, true));
        profiles.add(new ProfileUse("dev", Optional.empty(), "dev"));
        assertOnly("no-device", "dev", "ykaws enroll");
        enabled = null;
        assertThat(findings()).isEmpty();
    }
}
