package ykaws.aws.enroll;

import java.io.IOException;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.OathSession;

/** Gives accounts that stand under a temporary name their own, once their device is enabled. */
final class AccountNames {
    private final EnrollKeys all;
    private final EnrollDevice device;
    private final Start start;
    private final Parting parting;

    /** Told right before a former account is deleted: from then on the new one must stay. */
    interface Parting {
        /**
         * Called once for each account.
         *
         * @param finish the command that does by hand what is left to do
         */
        void from(String finish);
    }

    /** Told before a key is changed. */
    interface Start {
        void step(EnrollStep step) throws IOException;
    }

    AccountNames(EnrollKeys all, EnrollDevice device, Start start, Parting parting) {
        this.all = all;
        this.device = device;
        this.start = start;
        this.parting = parting;
    }

    /**
     * Deletes the former account, which no device belongs to any more, and renames.
     *
     * @param made whether the accounts were put there just now
     */
    void settle(DeviceKeys keys, boolean made) throws IOException {
        CredentialId temporary = Replacement.temporary(device.account());
        for (int index : device.keys()) {
            boolean held = device.found().state() == EnrollDevice.State.ENROLLED
                    && device.found().accounts().stream()
                            .anyMatch(it -> it.key() == index && it.id().equals(temporary));
            if (held || (made && keys.destination(index).equals(temporary))) {
                start.step(EnrollStep.RENAME);
                rename(all.open(index), temporary);
                keys.renamed(index);
            }
        }
    }

    private void rename(EnrollKey key, CredentialId temporary) throws IOException {
        OathSession session = key.session();
        for (Credential each : session.list()) {
            if (device.serial().names(each.id())) {
                parting.from(Commands.rename(key.serial(), temporary, device.account()));
                session.delete(each.id());
            }
        }
        session.rename(temporary, device.account());
    }
}
