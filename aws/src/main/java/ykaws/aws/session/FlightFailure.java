package ykaws.aws.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.config.ConfigException;
import ykaws.oath.OathException;

/**
 * Why a flight failed, in a form that other processes can read: so that they fail the same way. Holds what the message
 * holds, and so no secret.
 *
 * @param id random: tells one failure from the next
 * @param family the exception's simple name
 * @param kind its kind, or empty
 * @param details what else is needed to rebuild it
 */
record FlightFailure(long id, String family, String kind, String message, List<String> details) {
    private static final int FORMAT = 1;
    private static final int LONGEST = 4000;

    static FlightFailure of(long id, Exception e) {
        return new FlightFailure(id, e.getClass().getSimpleName(), kindOf(e), text(e.getMessage()), detailsOf(e));
    }

    /** An interrupted flight says nothing on the request: the next in line flies. */
    static boolean isInterruption(Exception e) {
        // The calls of AWS wrap an interrupt: AwsException is all that they may throw.
        return e instanceof InterruptedIOException
                || (e instanceof UncheckedIOException && e.getCause() instanceof InterruptedIOException)
                || kindOf(e).equals("INTERRUPTED")
                || Thread.currentThread().isInterrupted();
    }

    /** All exceptions of the house have a {@code kind()}; this package can't see all of them. */
    private static String kindOf(Exception e) {
        try {
            return e.getClass().getMethod("kind").invoke(e) instanceof Enum<?> kind ? kind.name() : "";
        } catch (ReflectiveOperationException none) {
            return "";
        }
    }

    private static List<String> detailsOf(Exception e) {
        if (e instanceof AwsException aws) {
            String code = aws.errorCode();
            return List.of(
                    aws.action(), code == null ? "" : code, Integer.toString(aws.httpStatus()), text(aws.awsMessage()));
        }
        if (e instanceof OathException oath) {
            List<String> details = new ArrayList<>(oath.candidates());
            details.add(0, oath.subject());
            return details;
        }
        return List.of();
    }

    private static String text(@Nullable String message) {
        String text = message == null ? "" : message;
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** The same error again; one of another version, whose kinds are others, as a {@link FlightFailedException}. */
    IOException rebuild() {
        try {
            return rebuilt();
        } catch (IllegalArgumentException unknown) {
            return new FlightFailedException(family, kind, message);
        }
    }

    private IOException rebuilt() {
        if (family.equals("AwsException") && details.size() == 4) {
            String code = details.get(1).isEmpty() ? null : details.get(1);
            return new AwsException(
                    AwsException.Kind.valueOf(kind),
                    details.get(0),
                    new AwsException.Answer(code, Integer.parseInt(details.get(2)), details.get(3), null),
                    null);
        }
        if (family.equals("OathException") && !details.isEmpty()) {
            return OathException.of(
                    OathException.Kind.valueOf(kind), details.get(0), message, details.subList(1, details.size()));
        }
        if (family.equals("ConfigException")) {
            return new ConfigException(ConfigException.Kind.valueOf(kind), message, null);
        }
        return new FlightFailedException(family, kind, message);
    }

    byte[] write() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeLong(id);
            out.writeUTF(family);
            out.writeUTF(kind);
            out.writeUTF(message);
            out.writeShort(details.size());
            for (String detail : details) {
                out.writeUTF(detail);
            }
        }
        return bytes.toByteArray();
    }

    /** Null if it is of another version, or damaged: then it says nothing, and the next in line flies. */
    static @Nullable FlightFailure read(byte[] bytes) {
        try {
            return parse(bytes);
        } catch (IOException damaged) {
            return null;
        }
    }

    private static @Nullable FlightFailure parse(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readByte() != FORMAT) {
            return null;
        }
        long id = in.readLong();
        String family = in.readUTF();
        String kind = in.readUTF();
        String message = in.readUTF();
        List<String> details = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            details.add(in.readUTF());
        }
        return new FlightFailure(id, family, kind, message, details);
    }
}
