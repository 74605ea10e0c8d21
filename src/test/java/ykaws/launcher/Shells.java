package ykaws.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The shells of this machine that may be somebody's /bin/sh. */
final class Shells {
    private Shells() {}

    static Stream<Arguments> all() {
        return Stream.of(
                        List.of("/bin/sh"),
                        List.of("/bin/dash"),
                        List.of("/bin/bash", "--posix"),
                        List.of("/bin/busybox", "ash"))
                .filter(shell -> Files.isExecutable(Path.of(shell.get(0))))
                .map(Arguments::of);
    }
}
