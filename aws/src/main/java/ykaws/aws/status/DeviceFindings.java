package ykaws.aws.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ykaws.aws.MfaDevice;
import ykaws.aws.ShellQuote;
import ykaws.aws.enroll.Commands;
import ykaws.aws.enroll.Journal;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/** What does not fit between IAM's devices and the accounts on the keys. */
final class DeviceFindings {
    /** IAM's quota, MFADevicesPerUser; FIDO devices count. */
    private static final int DEVICES_PER_USER = 8;

    private final Facts facts;
    private final List<Finding> findings = new ArrayList<>();

    private DeviceFindings(Facts facts) {
        this.facts = facts;
    }

    static List<Finding> of(Facts facts) {
        DeviceFindings all = new DeviceFindings(facts);
        all.orphans();
        all.accounts();
        all.lostAccounts();
        all.limit();
        return all.findings;
    }

    private void orphans() {
        for (MfaDevice each : facts.iam().unassigned()) {
            Optional<Journal.Entry> ours = facts.moment().journal().stream()
                    .filter(it -> it.serial().equals(each.serial()))
                    .findFirst();
            String why = ours.isPresent() ? "an enrollment of this computer broke off" : "nobody has enabled it";
            List<PluggedKey> holders = facts.holders(each.serial());
            if (ours.isPresent() && ours.get().instead().isEmpty() && !holders.isEmpty()) {
                // Its seed is not lost: to enroll it again ends what broke off.
                String name = MfaArn.parse(each.serial()).map(MfaArn::name).orElse("");
                String enroll = Commands.ykaws(holders.get(0).serial(), "enroll", name);
                findings.add(Finding.byHand(
                        "orphan-device",
                        each.serial(),
                        why + ", and key " + holders.get(0).name() + " holds it",
                        enroll));
            } else {
                String delete = Commands.deleteDevice(each.serial());
                Finding.Remedy remedy = new Finding.DeleteDevice(each.serial(), ours.isPresent());
                findings.add(new Finding("orphan-device", each.serial(), why, delete, remedy));
            }
        }
    }

    /** Only where IAM told of all devices of the account, and of another account's nothing is known. */
    private void accounts() {
        if (facts.iam().virtual().isEmpty()) {
            return;
        }
        for (PluggedKey key : facts.keys()) {
            for (CredentialId id : key.accounts()) {
                Optional<MfaArn> arn = MfaArn.in(id);
                if (arn.isPresent() && isGone(arn.get(), id)) {
                    findings.add(new Finding(
                            "account-without-device",
                            id.text(),
                            "key " + key.name() + " holds it, and IAM has no such device",
                            Commands.deleteAccount(key.serial(), id),
                            new Finding.DeleteAccount(key, id)));
                }
            }
        }
    }

    private boolean isGone(MfaArn arn, CredentialId id) {
        return arn.account().equals(facts.iam().who().account())
                && facts.iam().virtual().orElse(List.of()).stream()
                        .noneMatch(it -> MfaArn.parse(it.serial())
                                .filter(device -> device.names(id))
                                .isPresent());
    }

    /** Only for keys that are here: where a device's key is in a drawer, nothing is wrong. */
    private void lostAccounts() {
        for (MfaDevice each : facts.iam().enabled()) {
            for (PluggedKey key : facts.keys()) {
                boolean tagged = key.serial().isPresent()
                        && facts.taggedKeys(each.serial()).contains(key.name());
                if (tagged && key.state() == PluggedKey.State.READ && !key.holds(each.serial())) {
                    findings.add(Finding.byHand(
                            "device-without-account",
                            each.serial(),
                            "its key " + key.name() + " does not hold its account any more",
                            ShellQuote.command(List.of("ykaws", "unenroll", each.serial()))));
                }
            }
        }
    }

    private void limit() {
        if (facts.iam().own().isEmpty()) {
            return;
        }
        int count = facts.iam().own().get().size();
        String user = facts.iam().who().user();
        if (count >= DEVICES_PER_USER - 1) {
            findings.add(Finding.byHand(
                    "device-limit",
                    user,
                    "it has " + count + " MFA devices; IAM allows " + DEVICES_PER_USER,
                    "ykaws unenroll NAME"));
        }
        if (facts.iam().enabled().isEmpty()) {
            findings.add(Finding.byHand("no-device", user, "it has no virtual MFA device", "ykaws enroll"));
        }
    }
}
