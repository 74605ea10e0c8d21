package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.Console;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** Changes the configuration of a key: tells the plan, asks, writes, and reads back what the key kept. */
final class Reconfiguration {
    private final Invocation invocation;
    private final boolean force;

    Reconfiguration(Invocation invocation, boolean force) {
        this.invocation = invocation;
        this.force = force;
    }

    /**
     * Carries it out.
     *
     * @param key open; closed afterwards
     * @param lockCode as {@code --lock-code} was given
     */
    void run(OpenKey key, ConfigPlan plan, @Nullable String lockCode) throws IOException {
        DeviceInfo before = key.info();
        plan.change().check(before);
        requireFitting(before, lockCode);
        if (plan.lines().isEmpty()) {
            say("nothing to change: the key is like that already");
            report(before, plan);
            return;
        }
        boolean reboots = plan.change().reboots(before);
        plan.lines().forEach(this::say);
        if (reboots) {
            say("the key starts anew for it, with other USB interfaces");
        }
        invocation.confirm("Configure " + name(before) + "?", force);
        write(key, plan, lockCode, reboots);
        DeviceInfo after = reboots ? afterReboot(key, before) : key.info();
        if (!plan.change().keptBy(after)) {
            throw notKept();
        }
        report(after, plan);
    }

    private void requireFitting(DeviceInfo before, @Nullable String lockCode) {
        if (lockCode != null && !before.configLocked()) {
            throw Problem.usage("the configuration of this key is not locked", "leave --lock-code out")
                    .failure();
        }
    }

    private void write(OpenKey key, ConfigPlan plan, @Nullable String lockCode, boolean reboots) throws IOException {
        try {
            write(key, plan, lockCode);
        } catch (PcscException e) {
            boolean left = e.kind() == PcscException.Kind.REMOVED || e.kind() == PcscException.Kind.RESET;
            if (!reboots || !left) {
                throw e;
            }
            // It may be gone before its answer came. What it kept is looked at when it is back.
        }
    }

    private void write(OpenKey key, ConfigPlan plan, @Nullable String lockCode) throws IOException {
        if (!key.info().configLocked()) {
            key.configure(writer -> writer.write(plan.change(), null, null));
            return;
        }
        try (Secret code = LockCodes.current(invocation, lockCode)) {
            byte[] bytes = code.expose(byte[]::clone);
            try {
                key.configure(writer -> writer.write(plan.change(), bytes, null));
            } finally {
                java.util.Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    /** By its serial, since its reader may have another name now; a reader that was asked for stays. */
    private DeviceInfo afterReboot(OpenKey key, DeviceInfo before) throws IOException {
        String asked = invocation.keySelector().reader();
        String reader = asked != null || before.serial().isPresent() ? asked : key.reader();
        KeySelector same = new KeySelector(before.serial(), reader);
        key.close();
        try (OpenKey back = new KeyReturn(invocation).await(same)) {
            return back.info();
        }
    }

    static RuntimeException notKept() {
        return new Problem(
                        "not-kept",
                        "the key took the change and is now set to something else",
                        List.of("ykaws key info"),
                        ExitCode.UNEXPECTED)
                .failure();
    }

    private void report(DeviceInfo after, ConfigPlan plan) {
        if (invocation.options().json()) {
            Json json = new Json().beginObject();
            serial(json, after);
            json.name("changed").beginArray();
            plan.done().forEach(json::value);
            json.endArray();
            KeyDescription.configuration(json, after);
            invocation.console().data(json.endObject().toString());
            return;
        }
        for (String line : plan.done()) {
            say("done: " + line);
        }
    }

    static void serial(Json json, DeviceInfo info) {
        json.name("serial");
        if (info.serial().isPresent()) {
            json.value(Integer.toUnsignedLong(info.serial().getAsInt()));
        } else {
            json.value((String) null);
        }
    }

    private void say(String line) {
        Console console = invocation.console();
        console.say("ykaws: " + line);
    }

    static String name(DeviceInfo key) {
        String serial = KeyDescription.serial(key);
        return serial == null ? "this " + key.productName() : "key " + serial;
    }
}
