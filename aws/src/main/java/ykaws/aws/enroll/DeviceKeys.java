package ykaws.aws.enroll;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

/** A device's part of the work on its keys. */
final class DeviceKeys {
    private final EnrollKeys all;
    private final EnrollDevice device;
    private final boolean touch;
    private final Set<Integer> renamed = new HashSet<>();

    /** @param touch whether the account is to ask for one with each code */
    DeviceKeys(EnrollKeys all, EnrollDevice device, boolean touch) {
        this.all = all;
        this.device = device;
        this.touch = touch;
    }

    /** The serial numbers of its keys. */
    List<OptionalInt> serials() throws IOException {
        List<OptionalInt> serials = new ArrayList<>();
        for (int index : device.keys()) {
            serials.add(all.serial(index));
        }
        return serials;
    }

    /** Where the account goes at first: where a former one is to be replaced, its name is taken. */
    CredentialId destination(int index) {
        boolean taken = device.found().accounts().stream().anyMatch(it -> it.key() == index && !it.ours());
        return taken ? Replacement.temporary(device.account()) : device.account();
    }

    /** The account has its own name now. */
    void renamed(int index) {
        renamed.add(index);
    }

    /** Deletes what a former enrolment of ours left. */
    void clear() throws IOException {
        for (EnrollDevice.Account each : device.found().accounts()) {
            if (each.ours()) {
                delete(all.open(each.key()), each.id());
            }
        }
    }

    void put(int index, Secret seed, UndoList undo) throws IOException {
        EnrollKey key = all.open(index);
        CredentialId id = destination(index);
        try (NewCredential credential = credential(id, seed)) {
            key.session().put(credential);
        } catch (OathException e) {
            if (e.kind() == OathException.Kind.BAD_RESPONSE || e.kind() == OathException.Kind.CHANGE_UNKNOWN) {
                // The key may have stored it, and its answer got lost.
                undoPut(index, key.serial(), undo);
            }
            throw e;
        } catch (IOException | RuntimeException e) {
            undoPut(index, key.serial(), undo);
            throw e;
        }
        undoPut(index, key.serial(), undo);
    }

    private NewCredential credential(CredentialId id, Secret seed) throws IOException {
        Secret key = seed.copy();
        boolean built = false;
        try {
            NewCredential credential = NewCredential.builder(id, key)
                    .algorithm(HashAlgorithm.SHA1)
                    .digits(StepCodes.DIGITS)
                    .touch(touch)
                    .build();
            built = true;
            return credential;
        } finally {
            if (!built) {
                key.close();
            }
        }
    }

    private void undoPut(int index, OptionalInt serial, UndoList undo) {
        CredentialId id = destination(index);
        undo.add(new UndoList.Undo(
                EnrollStep.PUT,
                Commands.deleteAccount(serial, id),
                false,
                () -> delete(all.reopen(index), renamed.contains(index) ? device.account() : id)));
    }

    private static void delete(EnrollKey key, CredentialId id) throws IOException {
        try {
            key.session().delete(id);
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.NO_SUCH_ACCOUNT) {
                throw e;
            }
        }
    }

    /** One touch: what is stored is what IAM knows, before IAM asks for it. */
    void prove(int index, Secret seed, Instant at) throws IOException {
        long step = Totp.step(at, CredentialId.DEFAULT_PERIOD);
        StepCodes.OfKey key = new StepCodes.OfKey(all.open(index), destination(index), touch);
        if (!StepCodes.of(seed).code(step).equals(key.code(step))) {
            throw EnrollException.of(
                    EnrollException.Kind.NOT_PROVEN, "the key calculates other codes than the seed that it was given");
        }
    }
}
