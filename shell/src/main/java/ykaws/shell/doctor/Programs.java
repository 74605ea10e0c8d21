package ykaws.shell.doctor;

import java.util.Optional;

/** Other programs of this computer, asked what they are. */
public interface Programs {
    boolean onPath(String name);

    /** The first line that a command prints; empty if it cannot be run, fails, or takes long. */
    Optional<String> firstLine(String... command);
}
