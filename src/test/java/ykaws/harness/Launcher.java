package ykaws.harness;

import java.nio.file.Path;
import java.util.Optional;

/** The launcher and the assembled program that the build names to its tests. */
public final class Launcher {
    private Launcher() {}

    /** The script {@code ykaws} of this repository. */
    public static Path path() {
        return Path.of(property("ykaws.test.launcher"));
    }

    /** The folder of the program that {@code package} assembled. */
    public static Path app() {
        return Path.of(property("ykaws.test.app"));
    }

    /** The Java that runs the program, where it is to be another than the launcher's choice: YKAWS_TEST_JAVA_HOME. */
    public static Optional<String> javaHome() {
        return Optional.ofNullable(System.getenv("YKAWS_TEST_JAVA_HOME")).filter(home -> !home.isEmpty());
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set: run this test with mvn verify");
        }
        return value;
    }
}
