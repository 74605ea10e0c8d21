package ykaws.pcsc.smartcardio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import ykaws.pcsc.Pause;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.kit.ChildJvm;
import ykaws.pcsc.kit.VirtualReader;

/** A machine on which no PC/SC service runs. */
class ServiceTest {
    @TempDir
    Path folder;

    /** Lists readers twice and says how that went. */
    static final class Lister {
        private Lister() {}

        public static void main(String[] arguments) throws Exception {
            if (arguments.length > 0) {
                System.setProperty("sun.security.smartcardio.library", arguments[0]);
            }
            try (PcscReaders readers = arguments.length > 0
                    ? new PcscReaders(new JdkProvider(), Pause.SYSTEM)
                    : new PcscReaders(Pause.SYSTEM)) {
                for (int i = 0; i < 2; i++) {
                    try {
                        System.out.println("readers " + readers.list().size());
                    } catch (PcscException e) {
                        System.out.println("failed " + e.kind() + ": " + e.getMessage());
                    }
                }
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noServiceRuns() throws Exception {
        VirtualReader.plain();
        String nowhere = folder.resolve("pcscd.comm").toString();
        try (ChildJvm other = ChildJvm.start(Lister.class, Map.of("PCSCLITE_CSOCK_NAME", nowhere))) {
            String expected = "failed NO_SERVICE: the PC/SC service does not run";
            assertThat(other.awaitLine("failed")).isEqualTo(expected);
            assertThat(other.awaitLine("failed")).isEqualTo(expected);
            assertThat(other.exitCode()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noServiceRunsForTheJdksProvider() throws Exception {
        VirtualReader.plain();
        String nowhere = folder.resolve("pcscd.comm").toString();
        try (ChildJvm other =
                ChildJvm.start(Lister.class, Map.of("PCSCLITE_CSOCK_NAME", nowhere), VirtualReader.DEBIANS_LIBRARY)) {
            assertThat(other.awaitLine("failed")).isEqualTo("failed NO_SERVICE: the PC/SC service does not run");
        }
    }

    /** The control of the tests above. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theServiceRuns() throws Exception {
        VirtualReader.plain();
        try (ChildJvm other = ChildJvm.start(Lister.class, Map.of())) {
            assertThat(other.awaitLine("readers")).matches("readers [1-9][0-9]*");
        }
    }
}
