package ykaws.aws.enroll;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.SessionCredentials;
import ykaws.aws.VirtualMfaDevice;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;
import ykaws.oath.Totp;

/** One device under way. Holds the seed until it is closed: the undo may need a code. */
final class DeviceRun implements AutoCloseable {
    /** Refused for sure and for a moment only: nothing was made. */
    private static final Set<AwsException.Kind> PASSING =
            EnumSet.of(AwsException.Kind.THROTTLED, AwsException.Kind.TEMPORARILY_UNMODIFIABLE);

    /** Each pair of codes costs touches; one that is refused in its own time shows another seed. */
    private static final int ATTEMPTS_TO_ADOPT = 2;

    private final Enrollment.Parts parts;
    private final EnrollProgress progress;
    private final EnrollPlan plan;
    private final Enabling.Way way;
    private final Iam iam;
    private final InstantSource clock;
    private @Nullable VirtualMfaDevice made;
    private int touches;
    private boolean begun;

    DeviceRun(Enrollment.Parts parts, EnrollProgress progress, EnrollPlan plan, Enabling.Way way) {
        this.parts = parts;
        this.progress = progress;
        this.plan = plan;
        this.way = way;
        EnrollWish.Login login = plan.wish().login();
        this.iam = parts.aws().iam(login.keys(), login.endpoints());
        this.clock = parts.clock().in(login.partition());
    }

    Enrollment.Done all(EnrollDevice device) throws IOException {
        EnrollDevice.State state = device.found().state();
        DeviceKeys keys = new DeviceKeys(plan.keys(), device, touch(plan));
        EnrollResult.Origin origin = EnrollResult.Origin.FOUND;
        if (state == EnrollDevice.State.ADOPT && adopt(device)) {
            origin = EnrollResult.Origin.ADOPTED;
        } else if (state != EnrollDevice.State.ENROLLED) {
            make(device, keys);
            origin = EnrollResult.Origin.CREATED;
        }
        new AccountNames(plan.keys(), device, this::start, way.undo()::forget)
                .settle(keys, origin == EnrollResult.Origin.CREATED);
        List<OptionalInt> serials = keys.serials();
        if (origin != EnrollResult.Origin.FOUND
                || device.found().ours()
                || !plan.wish().options().tags().isEmpty()) {
            start(EnrollStep.TAG);
            tag(device.serial().text(), serials);
        }
        EnrollResult.Device done = new EnrollResult.Device(device.serial().text(), device.account(), serials, origin);
        return new Enrollment.Done(done, touches);
    }

    private void start(EnrollStep step) throws InterruptedIOException {
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        progress.started(step);
    }

    private static boolean touch(EnrollPlan plan) {
        return plan.wish().device().touch();
    }

    static Journal.Entry entry(EnrollPlan plan, EnrollDevice device, Optional<String> instead) throws IOException {
        return new Journal.Entry(
                device.serial().text(),
                plan.user(),
                device.account().text(),
                new DeviceKeys(plan.keys(), device, touch(plan)).serials(),
                instead);
    }

    /** Whether all that there is of the device is this run's own: taken back, nothing is left. */
    boolean begun() {
        return begun;
    }

    /** Enables a device that is there, if all keys' codes are its own; false if they are not. */
    private boolean adopt(EnrollDevice device) throws IOException {
        start(EnrollStep.ENABLE);
        List<StepCodes.OfKey> all = new ArrayList<>();
        for (int index : device.keys()) {
            EnrollDevice.Account held = device.found().accounts().stream()
                    .filter(it -> it.key() == index)
                    .findFirst()
                    .orElseThrow();
            all.add(new StepCodes.OfKey(
                    plan.keys().open(index), held.id(), plan.wish().device().touch()));
        }
        try {
            long older = Totp.step(clock.instant(), CredentialId.DEFAULT_PERIOD) - 1;
            for (StepCodes.OfKey other : all.subList(1, all.size())) {
                if (!other.code(older).equals(all.get(0).code(older))) {
                    return false;
                }
            }
            return isInUse(device, all.get(0)) || enabled(device, all.get(0));
        } finally {
            all.forEach(it -> touches += plan.wish().device().touch() ? it.count() : 0);
        }
    }

    /** Where IAM does not say what there is, STS does: it takes the codes of devices that are enabled. */
    private boolean isInUse(EnrollDevice device, StepCodes codes) throws IOException {
        if (device.found().place() != EnrollDevice.Place.UNKNOWN) {
            return false;
        }
        Removal.Proof proof = new Removal.Proof(device.serial().text(), (serial, step) -> codes.code(step));
        try (SessionCredentials session = new Removal(parts).session(plan.wish().login(), proof)) {
            return !session.accessKeyId().isEmpty();
        } catch (AwsException e) {
            return switch (e.kind()) {
                case UNKNOWN_MFA_DEVICE, INVALID_MFA_CODE, DENIED -> false;
                default -> throw e;
            };
        }
    }

    private boolean enabled(EnrollDevice device, StepCodes codes) throws IOException {
        try {
            new Enabling(parts, target(device), codes, way).enable(ATTEMPTS_TO_ADOPT);
            return true;
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.EXISTS) {
                return true;
            }
            if (e.kind() != AwsException.Kind.INVALID_MFA_CODE && e.kind() != AwsException.Kind.NO_SUCH_ENTITY) {
                throw e;
            }
            boolean mayRemove = device.found().ours() || plan.wish().options().force();
            if (!mayRemove) {
                OptionalInt key = plan.keys().open(device.keys().get(0)).serial();
                throw e.kind() == AwsException.Kind.NO_SUCH_ENTITY
                        ? Survey.accountOnKey(key, device.found().accounts().get(0))
                        : Survey.leftover(device.serial(), key, device.found().accounts());
            }
            return false;
        }
    }

    private Enabling.Target target(EnrollDevice device) {
        return new Enabling.Target(
                plan.wish().login(), plan.user(), device.serial().text());
    }

    private void make(EnrollDevice device, DeviceKeys keys) throws IOException {
        parts.journal().write(entry(plan, device, Optional.empty()));
        if (device.found().state() != EnrollDevice.State.NEW) {
            clear(device, keys);
        }
        begun = true;
        start(EnrollStep.CREATE);
        VirtualMfaDevice fresh = create(device);
        for (int index : device.keys()) {
            start(EnrollStep.PUT);
            keys.put(index, fresh.seed(), way.undo());
            start(EnrollStep.PROVE);
            keys.prove(index, fresh.seed(), clock.instant());
            touches += plan.wish().device().touch() ? 1 : 0;
        }
        start(EnrollStep.ENABLE);
        new Enabling(parts, target(device), StepCodes.of(fresh.seed()), way).enable(Patience.ATTEMPTS);
    }

    /** Removes what is of no use: the device, then its accounts; one that is in use is not deleted, and keeps them. */
    private void clear(EnrollDevice device, DeviceKeys keys) throws IOException {
        start(EnrollStep.CLEAR);
        EnrollDevice.Place place = device.found().place();
        try {
            if (place != EnrollDevice.Place.ABSENT) {
                delete(device.serial());
            }
        } catch (BarredNameException e) {
            if (place == EnrollDevice.Place.UNASSIGNED) {
                keys.clear();
            }
            throw e;
        }
        keys.clear();
    }

    private void delete(MfaArn serial) throws IOException {
        try {
            new Removal(parts).delete(iam, serial.text());
        } catch (AwsException e) {
            throw e.kind() == AwsException.Kind.DENIED ? new BarredNameException(serial, e) : e;
        }
    }

    private VirtualMfaDevice create(EnrollDevice device) throws IOException {
        MfaArn serial = device.serial();
        try {
            return created(
                    way.patience().send(PASSING, () -> iam.createVirtualMfaDevice(serial.path(), serial.name())));
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.UNREACHABLE) {
                // The call may have arrived and its answer not.
                undoCreate(serial.text());
            }
            if (e.kind() != AwsException.Kind.EXISTS || !device.found().ours()) {
                throw e;
            }
        }
        // Ours, and the user may not list it.
        delete(serial);
        return created(iam.createVirtualMfaDevice(serial.path(), serial.name()));
    }

    private VirtualMfaDevice created(VirtualMfaDevice device) {
        made = device;
        undoCreate(device.serial());
        return device;
    }

    private void undoCreate(String serial) {
        way.undo()
                .add(new UndoList.Undo(
                        EnrollStep.CREATE,
                        Commands.deleteDevice(serial),
                        false,
                        () -> new Removal(parts).delete(iam, serial)));
    }

    /** It works without. */
    private void tag(String serial, List<OptionalInt> keys) throws IOException {
        Map<String, String> tags = new LinkedHashMap<>(plan.wish().options().tags());
        tags.putAll(SerialTag.of(keys));
        if (tags.isEmpty()) {
            return;
        }
        try {
            way.patience().send(PASSING, () -> {
                iam.tagMfaDevice(serial, tags);
                return tags;
            });
        } catch (AwsException e) {
            progress.skipped("the tags of the device", e);
        }
    }

    @Override
    public void close() {
        if (made != null) {
            made.close();
        }
    }
}
