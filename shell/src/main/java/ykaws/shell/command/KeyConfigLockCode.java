package ykaws.shell.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.oath.Secret;
import ykaws.pcsc.ConfigChange;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.OpenKey;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.MayHoldSecret;
import ykaws.shell.Problem;

/** {@code key config lock-code}. */
@Command(
        name = "lock-code",
        description = {
            "Set, change or remove the lock code, without which the configuration of the key stays as it is.",
            "It is 16 bytes, written as 32 hexadecimal digits. A key whose lock code is lost keeps its configuration for"
                    + " good. On standard input: the present one, if there is one, and the new one, a line each.",
            "",
            "Example: ykaws key config lock-code --generate"
        })
final class KeyConfigLockCode implements Callable<Integer>, MayHoldSecret {
    private final Invocation invocation;

    @Option(
            names = {"-l", "--lock-code"},
            paramLabel = "HEX",
            description = "The present lock code; - or left out: a line of standard input, or asked for.")
    @Nullable
    String lockCode;

    @Option(
            names = {"-n", "--new-lock-code"},
            paramLabel = "HEX",
            description = "The new one; - or left out: a line of standard input, or asked for.")
    @Nullable
    String newLockCode;

    @Option(
            names = {"-g", "--generate"},
            description = "Make a new one and print it.")
    boolean generate;

    @Option(
            names = {"-c", "--clear"},
            description = "Remove it.")
    boolean clear;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask.")
    boolean force;

    KeyConfigLockCode(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return LockCodes.isSecret(lockCode) || LockCodes.isSecret(newLockCode);
    }

    @Override
    public Integer call() throws IOException {
        if ((generate ? 1 : 0) + (clear ? 1 : 0) + (newLockCode != null ? 1 : 0) > 1) {
            throw Problem.usage("--new-lock-code, --generate and --clear exclude each other")
                    .failure();
        }
        try (OpenKey key = invocation.openKey()) {
            DeviceInfo before = key.info();
            ConfigChange.NONE.check(before);
            requireFitting(before);
            try (Secret current = before.configLocked() ? LockCodes.current(invocation, lockCode) : LockCodes.none();
                    Secret next = next()) {
                invocation.confirm(question(before), force);
                if (generate) {
                    // Before it holds: a code that nobody saw would lock the key for good.
                    print(before, next);
                }
                write(key, before.configLocked() ? current : null, next);
            }
            DeviceInfo after = key.info();
            if (after.configLocked() == clear) {
                throw Reconfiguration.notKept();
            }
            report(after);
        }
        return 0;
    }

    private void requireFitting(DeviceInfo before) {
        if (lockCode != null && !before.configLocked()) {
            throw Problem.usage("the configuration of this key is not locked", "leave --lock-code out")
                    .failure();
        }
        if (clear && !before.configLocked()) {
            throw Problem.usage("the configuration of this key is not locked: there is nothing to clear")
                    .failure();
        }
    }

    private Secret next() throws IOException {
        if (clear) {
            return LockCodes.none();
        }
        if (generate) {
            return LockCodes.random();
        }
        Secret code = LockCodes.fresh(invocation, newLockCode);
        if (code.matches(LockCodes.none())) {
            code.close();
            throw Problem.usage("a lock code of zeros is none", "to remove it: ykaws key config lock-code --clear")
                    .failure();
        }
        return code;
    }

    private String question(DeviceInfo before) {
        String key = Reconfiguration.name(before);
        if (clear) {
            return "Remove the lock code of " + key + "?";
        }
        return (before.configLocked() ? "Change" : "Set") + " the lock code of " + key
                + "? If it is lost, the configuration stays as it is for good.";
    }

    private static void write(OpenKey key, @Nullable Secret current, Secret next) throws IOException {
        byte[] currentBytes = current == null ? null : current.expose(byte[]::clone);
        byte[] nextBytes = next.expose(byte[]::clone);
        try {
            key.configure(writer -> writer.write(ConfigChange.NONE, currentBytes, nextBytes));
        } finally {
            if (currentBytes != null) {
                Arrays.fill(currentBytes, (byte) 0);
            }
            Arrays.fill(nextBytes, (byte) 0);
        }
    }

    private void print(DeviceInfo key, Secret code) {
        String hex = code.expose(bytes -> HexFormat.of().formatHex(bytes));
        if (!invocation.options().json()) {
            invocation.console().data(hex);
            return;
        }
        Json json = new Json().beginObject();
        Reconfiguration.serial(json, key);
        invocation.console().data(json.field("lock_code", hex).endObject().toString());
    }

    private void report(DeviceInfo after) {
        if (invocation.options().json() && !generate) {
            Json json = new Json().beginObject();
            Reconfiguration.serial(json, after);
            KeyDescription.configuration(json, after);
            invocation.console().data(json.endObject().toString());
            return;
        }
        invocation
                .console()
                .say(
                        clear
                                ? "ykaws: the configuration is no longer locked"
                                : "ykaws: the configuration is now locked by that code");
    }
}
