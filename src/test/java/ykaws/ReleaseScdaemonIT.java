package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.AttachedKey;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;

/** A key that another program holds for itself, which lets go when a stand-in for GnuPG's gpgconf is run. */
class ReleaseScdaemonIT {
    private static final String READER = "Virtual PCD 00 00";

    private final Place place = Place.create();
    private AttachedKey key;
    private Program.Running holder;

    @BeforeEach
    void somebodyHoldsTheKey() throws IOException {
        String vpcd = Requirement.virtualReader();
        Requirement.program("python3", "YKAWS_TEST_PCSC_REQUIRED");
        key = AttachedKey.into(place, vpcd).found(place, READER);
        String hold = "import os, time\nfrom smartcard.scard import *\n"
                + "_, c = SCardEstablishContext(SCARD_SCOPE_USER)\n"
                + "r, h, p = SCardConnect(c, '" + READER + "', SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1)\n"
                + "print('holding' if r == 0 else 'failed', flush=True)\n"
                + "while not os.path.exists('let-go'): time.sleep(0.05)\n"
                + "SCardDisconnect(h, SCARD_LEAVE_CARD)\n"
                + "print('let go', flush=True)\n"
                + "time.sleep(120)\n";
        holder = Program.of(place, "/usr/bin/python3", "-c", hold).start();
        holder.expect("holding");
    }

    @AfterEach
    void clean() {
        if (holder != null) {
            holder.close();
            // The service resets the card for a holder that has gone. Pulled out meanwhile, it blocks this reader for
            // the next.
            key.found(place, READER);
        }
        if (key != null) {
            key.close();
        }
        place.close();
    }

    private void gpgconf(String body) throws IOException {
        Path program =
                Files.writeString(place.bin().resolve("gpgconf"), "#!/bin/sh\necho \"$@\" >> gpgconf.log\n" + body);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String gpgconfLog() throws IOException {
        Path log = place.work().resolve("gpgconf.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private Outcome ykaws(String... words) {
        return Program.ykaws(place).run(words);
    }

    @Test
    void onRequestGnuPgLetsGo() throws IOException {
        gpgconf("touch let-go\n");

        Outcome info =
                ykaws("--reader", READER, "oath", "info", "--release-scdaemon").expect(0);

        assertThat(gpgconfLog()).isEqualTo("--kill scdaemon\n");
        assertThat(info.err()).contains("ykaws: another program holds the key; running gpgconf --kill scdaemon");
        assertThat(holder.process().isAlive()).as("nobody was killed").isTrue();
        // Also on the line that is read without picocli; nobody holds the key now, so nothing is run.
        ykaws("--release-scdaemon", "--reader", READER, "code").expect(0);
        assertThat(gpgconfLog()).isEqualTo("--kill scdaemon\n");
    }

    @Test
    void withoutTheOptionItIsOnlyHintedAt() throws IOException {
        gpgconf("touch let-go\n");

        Outcome refused = ykaws("--reader", READER, "code", "x");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("add --release-scdaemon");
        assertThat(gpgconfLog()).isEmpty();
    }

    @Test
    void aHolderThatIsNotGnuPgKeepsTheKey() throws IOException {
        gpgconf("exit 0\n");

        Outcome refused = ykaws("--reader", READER, "--release-scdaemon", "code", "x");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("ykaws: error: ").contains("ykaws: hint: ");
        assertThat(gpgconfLog()).isEqualTo("--kill scdaemon\n");
        assertThat(holder.process().isAlive()).isTrue();
    }

    @Test
    void aGpgconfThatFailsIsNamed() throws IOException {
        gpgconf("exit 2\n");

        Outcome refused = ykaws("--reader", READER, "--release-scdaemon", "code", "x");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("gpgconf failed with exit code 2");
    }
}
