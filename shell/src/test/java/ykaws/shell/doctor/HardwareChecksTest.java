package ykaws.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.pcsc.CardReader;
import ykaws.pcsc.CardReaders;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.PcscException;
import ykaws.shell.Problem;
import ykaws.shell.doctor.Result.State;

/** Service, USB, keys and their OATH application. */
class HardwareChecksTest {
    private static final String READER = "Yubico YubiKey OTP+FIDO+CCID 00 00";

    @TempDir
    Path sysfs;

    private static Result only(Check check) throws IOException {
        List<Result> results = check.run();
        assertThat(results).hasSize(1);
        assertThat(results.get(0).check()).isEqualTo(check.name());
        return results.get(0);
    }

    /** A service that answers with these failures, one after the other, and then without one. */
    private static ServiceCheck service(PcscException.Kind... failures) {
        Deque<PcscException.Kind> left = new ArrayDeque<>(List.of(failures));
        CardReaders readers = new CardReaders() {
            @Override
            public List<CardReader> list() throws PcscException {
                if (left.isEmpty()) {
                    return List.of();
                }
                throw new PcscException(left.remove(), null, "no");
            }
        };
        return new ServiceCheck(
                readers,
                time -> {},
                e -> new Problem(((PcscException) e).kind().name(), "it says no", List.of("do this"), 3));
    }

    @Test
    void aServiceThatAnswers() throws IOException {
        assertThat(only(service())).isEqualTo(Result.ok("pcsc", "the service answers, 0 readers"));
    }

    @Test
    void aServiceThatIsNotThere() throws IOException {
        Result result = only(service(PcscException.Kind.NO_SERVICE));
        assertThat(result.state()).isEqualTo(State.FAILED);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.hints()).containsExactly("do this");
    }

    @Test
    void aServiceThatEndsIsNotTakenForOneThatRefuses() throws IOException {
        PcscException.Kind denied = PcscException.Kind.DENIED;
        assertThat(only(service(denied, denied)).state()).isEqualTo(State.OK);
        assertThat(only(service(denied, PcscException.Kind.NO_SERVICE)).state()).isEqualTo(State.FAILED);
        assertThat(only(service(denied, denied, denied, denied)).state()).isEqualTo(State.FAILED);
    }

    private void device(String name, String vendor, String product) throws IOException {
        Path folder = Files.createDirectories(sysfs.resolve(name));
        Files.writeString(folder.resolve("idVendor"), vendor + "\n");
        Files.writeString(folder.resolve("product"), product + "\n");
    }

    @Test
    void keysOnUsbThatNoReaderStandsFor() throws IOException {
        device("1-1", "1050", "YubiKey OTP+FIDO+CCID");
        device("1-2", "046d", "Mouse");
        Files.createDirectories(sysfs.resolve("1-0:1.0"));
        assertThat(only(new UsbCheck(sysfs, false, true)).state()).isEqualTo(State.OK);
        Result driver = only(new UsbCheck(sysfs, false, false));
        assertThat(driver.state()).isEqualTo(State.FAILED);
        assertThat(driver.hints().get(0)).contains("libccid");

        device("1-1", "1050", "YubiKey OTP+FIDO");
        assertThat(only(new UsbCheck(sysfs, false, false)).hints().get(0)).contains("CCID interface is switched off");
    }

    @Test
    void windowsKeepsItsKeysFromItsLinux() throws IOException {
        Path none = sysfs.resolve("none");
        assertThat(only(new UsbCheck(none, true, false)).hints().get(0)).contains("usbipd attach");
        assertThat(only(new UsbCheck(none, false, false)).state()).isEqualTo(State.SKIPPED);
        assertThat(only(new UsbCheck(none, true, true)).state()).isEqualTo(State.SKIPPED);
    }

    private static KeyListing listed(KeyListing.State state) {
        return new KeyListing(READER, Transport.USB, Optional.empty(), state);
    }

    @Test
    void keysThatAreHeldOrUnreadableOrNotThere() throws IOException {
        Result held = only(new KeyCheck(() -> Optional.of(List.of(listed(KeyListing.State.IN_USE))), () -> true));
        assertThat(held.state()).isEqualTo(State.WARNING);
        assertThat(held.message()).contains("scdaemon");
        assertThat(only(new KeyCheck(() -> Optional.of(List.of(listed(KeyListing.State.IN_USE))), () -> false))
                        .message())
                .doesNotContain("scdaemon");
        assertThat(only(new KeyCheck(() -> Optional.of(List.of(listed(KeyListing.State.UNREADABLE))), () -> false))
                        .exitCode())
                .isEqualTo(3);
        assertThat(only(new KeyCheck(() -> Optional.of(List.of()), () -> false)).exitCode())
                .isEqualTo(3);
        assertThat(only(new KeyCheck(Optional::empty, () -> false)).state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void passwords() throws IOException {
        Version version = new Version(5, 7, 1);
        List<OathCheck.Application> all = new ArrayList<>();
        assertThat(only(new OathCheck(() -> all)).state()).isEqualTo(State.SKIPPED);
        all.add(new OathCheck.Application("key 1", version, false, false, 64));
        assertThat(only(new OathCheck(() -> all)).message())
                .isEqualTo("key 1: OATH 5.7.1, room for 64 accounts, no password");
        all.set(0, new OathCheck.Application("key 1", version, true, true, 64));
        assertThat(only(new OathCheck(() -> all)).state()).isEqualTo(State.OK);
        all.set(0, new OathCheck.Application("key 1", version, true, false, 64));
        assertThat(only(new OathCheck(() -> all)).hints().get(0)).contains("ykaws oath password remember");
    }
}
