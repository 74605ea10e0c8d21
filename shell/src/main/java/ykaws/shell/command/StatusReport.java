package ykaws.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ykaws.aws.MfaDevice;
import ykaws.aws.UserAccessKey;
import ykaws.aws.status.Facts;
import ykaws.aws.status.Finding;
import ykaws.aws.status.PluggedKey;
import ykaws.aws.status.ProfileUse;
import ykaws.aws.status.StoredKey;
import ykaws.aws.status.Unread;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.shell.Console;
import ykaws.shell.Table;

/** Shows what {@code status} found: one line for each device, and what of keys, profiles and access keys belongs to it. */
final class StatusReport {
    private static final String NONE = "-";

    private final Console console;
    private final Facts facts;

    StatusReport(Console console, Facts facts) {
        this.console = console;
        this.facts = facts;
    }

    void show(List<Unread> unread, List<Finding> findings) {
        table().print(console);
        for (UserAccessKey each : facts.iam().accessKeys()) {
            console.print("access key " + each.id() + (each.active() ? "" : ", inactive") + ", " + days(each) + ", "
                    + place(each));
        }
        for (Unread each : unread) {
            console.print("not seen: " + each.what() + ": " + each.why());
        }
        console.print(
                findings.isEmpty()
                        ? unread.isEmpty() ? "all fits together" : "all that was seen fits together"
                        : findings.size() + (findings.size() == 1 ? " finding:" : " findings:"));
        for (Finding each : findings) {
            console.print("  " + each.kind() + ": " + each.subject() + ": " + each.message());
            console.print("    " + each.fix());
        }
    }

    private Table table() {
        Table table = new Table().row("MFA device", "IAM", "Key", "Profiles", "Access keys");
        List<String> shown = new ArrayList<>();
        for (MfaDevice each : facts.iam().enabled()) {
            device(table, each.serial(), "enabled");
            shown.add(each.serial());
        }
        for (MfaDevice each : facts.iam().unassigned()) {
            device(table, each.serial(), "unassigned");
            shown.add(each.serial());
        }
        for (PluggedKey key : facts.keys()) {
            accounts(table, key, shown);
        }
        profiles(table, shown);
        vault(table);
        return table;
    }

    private void device(Table table, String serial, String state) {
        List<ProfileUse> profiles = naming(Optional.of(serial));
        table.row(serial, state, keys(serial), names(profiles), keysOf(profiles));
    }

    /** Accounts of devices that are none of the above. */
    private void accounts(Table table, PluggedKey key, List<String> shown) {
        for (CredentialId id : key.accounts()) {
            Optional<MfaArn> arn = MfaArn.in(id);
            if (arn.isPresent() && shown.stream().noneMatch(it -> names(it, id))) {
                Optional<MfaDevice> others = facts.iam().virtual().orElse(List.of()).stream()
                        .filter(it -> names(it.serial(), id))
                        .findFirst();
                table.row(
                        id.text(), others.map(it -> "of " + it.user()).orElse(gone(arn.get())), key.name(), NONE, NONE);
            }
        }
    }

    private String gone(MfaArn arn) {
        boolean known = facts.iam().virtual().isPresent()
                && arn.account().equals(facts.iam().who().account());
        return known ? NONE : "unknown";
    }

    private static boolean names(String serial, CredentialId id) {
        return MfaArn.parse(serial).filter(it -> it.names(id)).isPresent();
    }

    /** Those that name another device than the above, or none. */
    private void profiles(Table table, List<String> shown) {
        List<Optional<String>> serials = new ArrayList<>();
        for (ProfileUse each : facts.profiles()) {
            boolean told = each.mfaSerial().filter(shown::contains).isPresent() || serials.contains(each.mfaSerial());
            if (!told) {
                serials.add(each.mfaSerial());
                List<ProfileUse> alike = naming(each.mfaSerial());
                String known = facts.iam().own().isPresent() ? NONE : "unknown";
                table.row(each.mfaSerial().orElse(NONE), known, NONE, names(alike), keysOf(alike));
            }
        }
    }

    /** Stored access keys that no profile of this user uses. */
    private void vault(Table table) {
        for (StoredKey each : facts.stored()) {
            if (facts.profiles().stream().noneMatch(it -> it.keysProfile().equals(each.profile()))) {
                table.row(NONE, NONE, NONE, each.configured() ? each.profile() : NONE, stored(each));
            }
        }
    }

    private List<ProfileUse> naming(Optional<String> serial) {
        return facts.profiles().stream()
                .filter(it -> it.mfaSerial().equals(serial))
                .toList();
    }

    private static String names(List<ProfileUse> profiles) {
        return profiles.isEmpty()
                ? NONE
                : String.join(" ", profiles.stream().map(ProfileUse::name).toList());
    }

    private String keysOf(List<ProfileUse> profiles) {
        List<String> texts = new ArrayList<>();
        for (StoredKey each : facts.stored()) {
            if (profiles.stream().anyMatch(it -> it.keysProfile().equals(each.profile()))) {
                texts.add(stored(each));
            }
        }
        return texts.isEmpty() ? NONE : String.join(" ", texts);
    }

    private static String stored(StoredKey key) {
        return (key.inVault() ? "vault:" : "plain:") + key.profile();
    }

    /** The plugged-in keys that hold it, else the one that its tag names. */
    private String keys(String serial) {
        List<String> names =
                facts.holders(serial).stream().map(PluggedKey::name).toList();
        if (!names.isEmpty()) {
            return String.join(" ", names);
        }
        List<String> tagged = facts.taggedKeys(serial);
        boolean here = facts.keys().stream().anyMatch(it -> tagged.contains(it.name()));
        if (here) {
            return NONE;
        }
        return tagged.isEmpty() ? "not plugged in" : String.join(" ", tagged) + " (not plugged in)";
    }

    private String days(UserAccessKey key) {
        long days =
                java.time.Duration.between(key.created(), facts.moment().now()).toDays();
        return days == 1 ? "1 day old" : days + " days old";
    }

    private String place(UserAccessKey key) {
        for (StoredKey each : facts.stored()) {
            if (each.accessKeyId().equals(key.id())) {
                return (each.inVault() ? "in the vault" : "in plain text") + " for profile " + each.profile();
            }
        }
        return "not stored here";
    }
}
