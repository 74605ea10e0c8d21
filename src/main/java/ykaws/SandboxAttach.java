package ykaws;

import com.yubico.yubikit.core.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.sandbox.key.KeyInUseException;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.VpcdClient;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** {@code sandbox attach}. */
@Command(
        name = "attach",
        description = {
            "Plug the software key into vpcd's virtual reader, until Ctrl-C.",
            "Every PC/SC program then finds it, ykman too: ykaws --reader 'Virtual PCD' oath list"
        })
final class SandboxAttach implements Callable<Integer> {
    /** How long a key is away that starts anew: long enough for the reader to see it. */
    private static final Duration REBOOT = Duration.ofMillis(1500);

    private final Invocation invocation;

    @Option(names = "--vpcd", paramLabel = "HOST:PORT", description = "Where vpcd listens; default 127.0.0.1:35963.")
    String vpcd = VpcdClient.DEFAULT_HOST + ":" + VpcdClient.DEFAULT_PORT;

    @Option(names = "--nfc", description = "As on an NFC reader: short commands, the applications enabled over NFC.")
    boolean nfc;

    SandboxAttach(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        SoftKey key = key(OwnCommands.sandbox(invocation));
        int colon = vpcd.lastIndexOf(':');
        try {
            while (attach(key, vpcd.substring(0, Math.max(colon, 0)), port(colon))) {
                invocation.app().pause().sleep(REBOOT);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while the key starts anew");
        } catch (IllegalArgumentException e) {
            throw Problem.usage(String.valueOf(e.getMessage())).failure();
        } catch (KeyInUseException e) {
            throw new Problem("busy", "key " + key.serial() + " is in use", List.of(), ExitCode.NO_KEY).failure();
        } catch (java.net.ConnectException e) {
            throw notListening();
        }
        return 0;
    }

    /** Returns whether the key left to come back. */
    private boolean attach(SoftKey key, String host, int port) throws IOException {
        try (VpcdClient client = VpcdClient.attach(key, nfc ? Transport.NFC : Transport.USB, host, port)) {
            invocation.console().say("ykaws: key " + key.serial() + " is in the virtual reader; Ctrl-C pulls it out");
            invocation.console().tellHeld();
            client.run();
            return client.rebooted();
        }
    }

    private int port(int colon) {
        try {
            return Integer.parseInt(vpcd.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw Problem.usage("--vpcd takes HOST:PORT").failure();
        }
    }

    private RuntimeException notListening() {
        return new Problem(
                        "no-reader",
                        "no virtual reader listens on " + vpcd,
                        List.of("sudo apt-get install pcscd vsmartcard-vpcd", "sudo systemctl restart pcscd"),
                        ExitCode.NO_KEY)
                .failure();
    }

    private SoftKey key(SandboxWorld world) {
        int serial = invocation.keySelector().serial().orElse(-1);
        for (SoftKey key : world.softKeys().keys()) {
            if (serial == -1 || serial == key.serial()) {
                return key;
            }
        }
        throw new Problem("no-such-key", "the sandbox has no key " + serial, List.of(), ExitCode.NO_KEY).failure();
    }
}
