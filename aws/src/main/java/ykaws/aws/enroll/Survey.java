package ykaws.aws.enroll;

import com.yubico.yubikit.core.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ykaws.aws.MfaDevice;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/** Decides from what IAM, the keys and the journal say what is to be done for each device. */
final class Survey {
    /** IAM's quota, MFADevicesPerUser. */
    private static final int DEVICES_PER_USER = 8;

    private final EnrollWish.Options options;
    private final Account account;
    private final List<HeldKey> keys;
    private final Journal journal;

    /**
     * What IAM knows: the user's devices, and those that nobody has enabled.
     *
     * @param answered whether it told both
     */
    record Account(String user, List<MfaDevice> own, List<MfaDevice> unassigned, boolean answered) {
        EnrollDevice.Place place(MfaArn serial) {
            if (has(own, serial)) {
                return EnrollDevice.Place.ENABLED;
            }
            if (has(unassigned, serial)) {
                return EnrollDevice.Place.UNASSIGNED;
            }
            return answered ? EnrollDevice.Place.ABSENT : EnrollDevice.Place.UNKNOWN;
        }

        boolean hasEnabled(MfaArn serial) {
            return has(own, serial);
        }

        private static boolean has(List<MfaDevice> devices, MfaArn serial) {
            return devices.stream().anyMatch(each -> each.serial().equals(serial.text()));
        }
    }

    /** A key and what it holds. */
    record HeldKey(OptionalInt serial, Version version, List<Credential> accounts, boolean full) {
        boolean holds(MfaArn device) {
            return accounts.stream().anyMatch(each -> device.names(each.id()));
        }
    }

    Survey(EnrollWish.Options options, Account account, List<HeldKey> keys, Journal journal) {
        this.options = options;
        this.account = account;
        this.keys = keys;
        this.journal = journal;
    }

    /** One device for all keys, or one for each: {@code NAME} for the first that has none, {@code NAME-SERIAL} else. */
    List<EnrollDevice> devices(MfaArn base) throws IOException {
        List<EnrollDevice> devices = new ArrayList<>();
        if (options.sameSeed() || keys.size() == 1) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                all.add(i);
            }
            devices.add(device(base, all));
        } else {
            int holder = holderOf(base);
            for (int i = 0; i < keys.size(); i++) {
                devices.add(device(i == holder ? base : own(base, keys.get(i)), List.of(i)));
            }
        }
        requireRoom(devices);
        return devices;
    }

    /** Which of several keys has the device of that name, or may get it; -1 if none. */
    private int holderOf(MfaArn base) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).holds(base)) {
                return i;
            }
        }
        for (int i = 0; i < keys.size() && !account.hasEnabled(base); i++) {
            if (!keys.get(i).holds(own(base, keys.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static MfaArn own(MfaArn base, HeldKey key) {
        String number = Integer.toUnsignedString(key.serial().orElseThrow());
        return new MfaArn(base.partition(), base.account(), base.path(), base.name() + "-" + number);
    }

    /** What there is of a device, and what is to be done. */
    EnrollDevice device(MfaArn serial, List<Integer> on) throws IOException {
        Optional<Journal.Entry> entry =
                journal.find(serial.text()).filter(it -> it.user().equals(account.user));
        Optional<MfaArn> instead = entry.flatMap(Journal.Entry::instead).flatMap(MfaArn::parse);
        if (instead.isPresent() && holdAll(instead.get(), on) && account.hasEnabled(instead.get())) {
            return device(instead.get(), on);
        }
        CredentialId id = serial.accountName();
        List<EnrollDevice.Account> accounts = accounts(serial, on, entry);
        boolean complete = holdAll(serial, on);
        boolean ours = entry.isPresent();
        EnrollDevice.Place place = account.place(serial);
        EnrollDevice.State state = EnrollDevice.State.NEW;
        if (place == EnrollDevice.Place.ENABLED) {
            requireOnKeys(serial, on, complete || isUnderItsTemporaryName(id, on));
            state = EnrollDevice.State.ENROLLED;
        } else if (complete && place != EnrollDevice.Place.ABSENT) {
            state = EnrollDevice.State.ADOPT;
        } else if (place == EnrollDevice.Place.UNASSIGNED || !accounts.isEmpty()) {
            requireOurs(serial, on, place != EnrollDevice.Place.UNASSIGNED || ours, accounts);
            requireOurAccounts(accounts);
            state = EnrollDevice.State.RENEW;
        }
        requireSpace(state, on, accounts);
        return new EnrollDevice(serial, id, on, new EnrollDevice.Found(state, place, ours, accounts));
    }

    /** Devices in whose place others were made, and that are still there. */
    List<String> barred() throws IOException {
        List<String> barred = new ArrayList<>();
        for (Journal.Entry each : journal.all()) {
            boolean there = account.unassigned.stream()
                    .anyMatch(device -> device.serial().equals(each.serial()));
            if (there && each.instead().isPresent()) {
                barred.add(each.serial());
            }
        }
        return barred;
    }

    private boolean holdAll(MfaArn serial, List<Integer> on) {
        return on.stream().allMatch(i -> keys.get(i).holds(serial));
    }

    /** The device is enabled, and the new account did not get to its name any more. */
    private boolean isUnderItsTemporaryName(CredentialId id, List<Integer> on) {
        String temporary = Replacement.temporary(id).text();
        return on.stream()
                .allMatch(i -> keys.get(i).accounts().stream()
                        .anyMatch(each -> each.id().text().equals(temporary)));
    }

    private List<EnrollDevice.Account> accounts(MfaArn serial, List<Integer> on, Optional<Journal.Entry> entry)
            throws IOException {
        String temporary = Replacement.temporary(serial.accountName()).text();
        List<EnrollDevice.Account> found = new ArrayList<>();
        for (int i : on) {
            OptionalInt number = keys.get(i).serial();
            for (Credential each : keys.get(i).accounts()) {
                String id = each.id().text();
                boolean ours = entry.filter(
                                it -> it.names(number) && it.account().equals(id))
                        .isPresent();
                if (serial.names(each.id()) || id.equals(temporary)) {
                    found.add(new EnrollDevice.Account(i, each.id(), ours || id.equals(temporary)));
                }
            }
        }
        return found;
    }

    private void requireOnKeys(MfaArn serial, List<Integer> on, boolean complete) throws EnrollException {
        if (complete) {
            return;
        }
        HeldKey missing = keys.get(on.get(0));
        for (int i : on) {
            missing = keys.get(i).holds(serial) ? missing : keys.get(i);
        }
        String which = missing.serial().isPresent()
                ? "key " + Integer.toUnsignedString(missing.serial().getAsInt())
                : "this key";
        String other = missing.serial().isPresent() ? own(serial, missing).name() : serial.name() + "-2";
        throw EnrollException.of(
                EnrollException.Kind.ALREADY_ENROLLED,
                "user " + account.user + " already has the MFA device " + serial.text() + ", and " + which
                        + " does not hold it",
                Commands.ykaws(missing.serial(), "enroll", other));
    }

    private void requireOurs(MfaArn serial, List<Integer> on, boolean ours, List<EnrollDevice.Account> accounts)
            throws EnrollException {
        if (!ours && !options.force()) {
            throw leftover(serial, keys.get(on.get(0)).serial(), accounts);
        }
    }

    static EnrollException accountOnKey(OptionalInt key, EnrollDevice.Account held) {
        return EnrollException.of(
                EnrollException.Kind.ACCOUNT_ON_KEY,
                "the key already holds the account '" + held.id().text()
                        + "', whose device IAM doesn't know; --force replaces it",
                Commands.deleteAccount(key, held.id()));
    }

    static EnrollException leftover(MfaArn serial, OptionalInt key, List<EnrollDevice.Account> accounts) {
        List<String> commands = new ArrayList<>();
        for (EnrollDevice.Account each : accounts) {
            commands.add(Commands.deleteAccount(key, each.id()));
        }
        commands.add(Commands.deleteDevice(serial.text()));
        return new EnrollException(
                EnrollException.Kind.LEFTOVER,
                "somebody left the unassigned MFA device " + serial.text()
                        + ", whose seed nobody can read any more; --force removes it",
                commands,
                null);
    }

    private void requireOurAccounts(List<EnrollDevice.Account> accounts) throws EnrollException {
        for (EnrollDevice.Account each : accounts) {
            if (!each.ours() && !options.force()) {
                throw accountOnKey(keys.get(each.key()).serial(), each);
            }
            if (!each.ours()) {
                Replacement.requireFirmware(keys.get(each.key()), each.id());
            }
        }
    }

    private void requireSpace(EnrollDevice.State state, List<Integer> on, List<EnrollDevice.Account> accounts)
            throws EnrollException {
        boolean needed = state == EnrollDevice.State.NEW || state == EnrollDevice.State.RENEW;
        for (int i : on) {
            boolean freed = accounts.stream().anyMatch(it -> it.key() == i && it.ours());
            if (needed && keys.get(i).full() && !freed) {
                throw EnrollException.of(
                        EnrollException.Kind.NO_SPACE,
                        "the key is full: it holds " + keys.get(i).accounts().size() + " accounts already",
                        Commands.ykaws(keys.get(i).serial(), "oath", "list"));
            }
        }
    }

    private void requireRoom(List<EnrollDevice> devices) throws EnrollException {
        long more = devices.stream()
                .filter(it -> it.found().state() != EnrollDevice.State.ENROLLED)
                .count();
        if (more > 0 && account.own.size() + more > DEVICES_PER_USER) {
            throw EnrollException.of(
                    EnrollException.Kind.TOO_MANY_DEVICES,
                    "user " + account.user + " has " + account.own.size() + " MFA devices; IAM allows "
                            + DEVICES_PER_USER,
                    "ykaws status");
        }
    }
}
