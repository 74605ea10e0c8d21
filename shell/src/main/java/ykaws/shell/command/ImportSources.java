package ykaws.shell.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ykaws.oath.Secret;
import ykaws.oath.imports.ImportReader;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** The sources of an import as words of a line: URIs, files, {@code -} for standard input. */
record ImportSources(Invocation invocation, List<String> words) {
    /** Photographs are the largest. */
    private static final int MAX_BYTES = 32 << 20;

    private static final String STANDARD_INPUT = "standard input";

    /** Whether a secret stands in the line itself. */
    boolean holdSecret() {
        return words.stream().anyMatch(ImportReader::isUri);
    }

    /** Reads them all; without any, standard input or what a person types. */
    ImportReader read() throws IOException {
        ImportReader reader = new ImportReader();
        try {
            if (words.isEmpty()) {
                standardInput(reader);
            }
            for (String word : words) {
                read(word, reader);
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void read(String word, ImportReader reader) throws IOException {
        if (word.equals("-")) {
            standardInput(reader);
        } else if (ImportReader.isUri(word)) {
            invocation
                    .console()
                    .say("ykaws: note: other programs can read the arguments of a command; leave the URI out to be"
                            + " asked for it");
            add(reader, "the URI", word.getBytes(StandardCharsets.UTF_8));
        } else {
            add(reader, word, file(word));
        }
    }

    private void standardInput(ImportReader reader) throws IOException {
        byte[] piped = bounded(STANDARD_INPUT, invocation.input());
        if (piped.length > 0) {
            add(reader, STANDARD_INPUT, piped);
        } else if (invocation.canAsk()) {
            try (Secret typed = invocation.console().askSecret("otpauth URI (not shown): ")) {
                add(reader, "the URI", typed.expose(byte[]::clone));
            }
        } else {
            throw Problem.usage(
                            "there is nothing to import",
                            "name a file, or give otpauth URIs as lines on standard input")
                    .failure();
        }
    }

    private static void add(ImportReader reader, String origin, byte[] content) throws IOException {
        try {
            reader.add(origin, content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] file(String word) throws IOException {
        try {
            Path path = Path.of(word);
            if (Files.isDirectory(path)) {
                throw Problem.usage("'" + word + "' is a folder, not a file").failure();
            }
            try (InputStream in = Files.newInputStream(path)) {
                return bounded(word, in);
            }
        } catch (NoSuchFileException | InvalidPathException e) {
            throw Problem.usage(
                            "there is no file '" + word + "', and it is no URI of accounts",
                            "understood are " + ImportReader.UNDERSTOOD)
                    .failure();
        }
    }

    private static byte[] bounded(String origin, InputStream in) throws IOException {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
            Arrays.fill(content, (byte) 0);
            throw Problem.usage(origin + " is larger than " + (MAX_BYTES >> 20) + " MiB")
                    .failure();
        }
        return content;
    }
}
