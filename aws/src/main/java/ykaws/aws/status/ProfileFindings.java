package ykaws.aws.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ykaws.aws.ShellQuote;
import ykaws.aws.UserAccessKey;

/** What does not fit between IAM, the profiles and the stored access keys. */
final class ProfileFindings {
    private static final Duration OLD_KEY = Duration.ofDays(90);

    private final Facts facts;
    private final List<Finding> findings = new ArrayList<>();

    private ProfileFindings(Facts facts) {
        this.facts = facts;
    }

    static List<Finding> of(Facts facts) {
        ProfileFindings all = new ProfileFindings(facts);
        if (facts.iam().own().isPresent()) {
            all.serials();
        }
        all.stored();
        all.accessKeys();
        return all.findings;
    }

    private void serials() {
        Optional<String> preferred = facts.preferred();
        for (ProfileUse each : facts.profiles()) {
            Optional<String> serial = each.mfaSerial();
            if (isStoredOnly(each.name())) {
                continue;
            }
            if (serial.isPresent() && !facts.iam().isEnabled(serial.get())) {
                serial("wrong-mfa-serial", each, wrong(serial.get()), preferred);
            } else if (serial.isEmpty() && preferred.isPresent()) {
                String why = each.own()
                        ? "it names no MFA device, and its user has one"
                        : "it names no MFA device, which it does not inherit from " + each.keysProfile();
                serial("missing-mfa-serial", each, why, preferred);
            }
        }
    }

    /** The vault knows it, and no file: told as that. */
    private boolean isStoredOnly(String profile) {
        return facts.stored().stream().anyMatch(it -> it.profile().equals(profile) && !it.configured());
    }

    private String wrong(String serial) {
        String user = facts.iam().who().user();
        boolean fido = facts.iam().own().orElse(List.of()).stream()
                .anyMatch(it -> it.serial().equals(serial) && it.isFido());
        return "its mfa_serial " + serial
                + (fido ? " is a FIDO device, which gives no codes" : " is no device of " + user);
    }

    private void serial(String kind, ProfileUse profile, String why, Optional<String> preferred) {
        if (preferred.isEmpty()) {
            findings.add(Finding.byHand(kind, profile.name(), why, "ykaws enroll"));
            return;
        }
        String command = configure(profile.name(), preferred.get());
        findings.add(new Finding(
                kind, profile.name(), why, command, new Finding.SetSerial(profile.name(), preferred.get())));
    }

    private static String configure(String profile, String serial) {
        return ShellQuote.command(List.of("aws", "configure", "set", "mfa_serial", serial, "--profile", profile));
    }

    private void stored() {
        List<StoredKey> own = facts.storedOfUser();
        for (StoredKey each : facts.stored()) {
            if (!each.inVault()) {
                findings.add(Finding.byHand(
                        "plain-text-keys",
                        each.profile(),
                        "its access key " + each.accessKeyId() + " stands in a file in plain text",
                        ShellQuote.command(List.of("ykaws", "add", each.profile(), "--from-credentials-file"))));
            } else if (!each.configured()) {
                withoutProfile(each, own.contains(each) ? facts.preferred() : Optional.empty());
            }
        }
    }

    /** To name the device makes the profile. */
    private void withoutProfile(StoredKey key, Optional<String> serial) {
        String why = "the vault has its access key " + key.accessKeyId() + ", and no AWS file such a profile";
        if (serial.isEmpty()) {
            findings.add(Finding.byHand(
                    "vault-without-profile",
                    key.profile(),
                    why,
                    ShellQuote.command(List.of("ykaws", "remove", key.profile()))));
        } else {
            findings.add(new Finding(
                    "vault-without-profile",
                    key.profile(),
                    why,
                    configure(key.profile(), serial.get()),
                    new Finding.SetSerial(key.profile(), serial.get())));
        }
    }

    private void accessKeys() {
        for (UserAccessKey each : facts.iam().accessKeys()) {
            long days = Duration.between(each.created(), facts.moment().now()).toDays();
            if (days > OLD_KEY.toDays()) {
                findings.add(Finding.byHand("old-access-key", each.id(), "it is " + days + " days old", renewal(each)));
            }
        }
    }

    /** One that is stored nowhere here is switched off: whoever misses it can switch it on again. */
    private String renewal(UserAccessKey key) {
        for (StoredKey each : facts.stored()) {
            if (each.accessKeyId().equals(key.id())) {
                return ShellQuote.command(List.of("ykaws", "rotate", each.profile()));
            }
        }
        String user = facts.iam().who().user();
        return ShellQuote.command(List.of(
                "aws",
                "iam",
                "update-access-key",
                "--user-name",
                user,
                "--access-key-id",
                key.id(),
                "--status",
                "Inactive"));
    }
}
