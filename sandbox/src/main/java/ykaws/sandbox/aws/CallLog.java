package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ykaws.sandbox.StateFolder;

/**
 * One call that the local AWS answered. Tests count calls from here, not from what the client says it did.
 *
 * @param time when the call came, by the clock of the local AWS
 * @param service {@code iam} or {@code sts}
 * @param action for example {@code AssumeRole}; {@code -} where the request named none
 * @param principal the caller's ARN, or the access key id where it was not recognised, or {@code -}
 * @param outcome {@code OK} or AWS's error code
 * @param userAgent as the client sent it, control characters replaced
 */
public record CallLog(Instant time, String service, String action, String principal, String outcome, String userAgent) {
    private static final String FILE = "aws-calls.log";

    /** All calls so far, oldest first. */
    public static List<CallLog> read(StateFolder folder) throws IOException {
        return folder.locked(() -> {
            List<CallLog> calls = new ArrayList<>();
            byte[] content = folder.read(FILE).orElse(new byte[0]);
            for (String line : new String(content, UTF_8).split("\n", -1)) {
                String[] fields = line.split("\t", -1);
                // A killed process may leave a torn line; its call got no answer, so nobody may count it.
                if (fields.length == 6) {
                    calls.add(new CallLog(
                            Instant.parse(fields[0]), fields[1], fields[2], fields[3], fields[4], fields[5]));
                }
            }
            return calls;
        });
    }

    /** Whether this call reached {@code service:action}, for example {@code sts:AssumeRole}. */
    public boolean is(String serviceAndAction) {
        return serviceAndAction.equals(service + ":" + action);
    }

    static void append(StateFolder folder, CallLog call) throws IOException {
        folder.locked(() -> {
            Path file = folder.path().resolve(FILE);
            if (!Files.exists(file)) {
                folder.write(FILE, new byte[0]);
            }
            byte[] line = call.line().getBytes(UTF_8);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
                ByteBuffer left = ByteBuffer.wrap(line);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
            return null;
        });
    }

    private String line() {
        return String.join(
                        "\t",
                        time.toString(),
                        field(service),
                        field(action),
                        field(principal),
                        field(outcome),
                        field(userAgent))
                + "\n";
    }

    private static String field(String text) {
        return text.isEmpty() ? "-" : text.replaceAll("\\p{Cntrl}", "?");
    }
}
