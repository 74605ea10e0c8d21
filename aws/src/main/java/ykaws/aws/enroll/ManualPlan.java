package ykaws.aws.enroll;

/** A wish that passed every check that changes nothing. */
public record ManualPlan(ManualWish wish, EnrollKeys keys, EnrollDevice device) {
    /** Whether the device is assigned and on the keys already, so that no codes are needed. */
    public boolean done() {
        return device.found().state() == EnrollDevice.State.ENROLLED;
    }

    /** Whether accounts of that name, of another device, make room for it once AWS took the codes. */
    public boolean replaces() {
        return device.found().accounts().stream().anyMatch(it -> !it.ours());
    }
}
