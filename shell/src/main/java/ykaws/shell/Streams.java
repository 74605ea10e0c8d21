package ykaws.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What the process was given: its standard streams, which of them are terminals (the launcher knows, Java 17 does not),
 * and where the person's terminal is.
 */
public record Streams(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Path terminal) {}
