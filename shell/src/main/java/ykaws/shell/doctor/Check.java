package ykaws.shell.doctor;

import java.io.IOException;
import java.util.List;

/** Something that must be in order for ykaws to work. It opens nothing exclusively, and asks nobody for anything. */
public interface Check {
    /** A stable word. */
    String name();

    /**
     * Looks.
     *
     * @throws IOException what keeps it from looking; told as a failure of this check
     */
    List<Result> run() throws IOException;
}
