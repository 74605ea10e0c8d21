package ykaws.aws.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.files.LockFile;

/**
 * Which requests get their role only with the code on AssumeRole itself, because the role wants a younger MFA than a
 * shared session has; learned from AWS's answers.
 *
 * <p>A small text file, one line per request: DIRECT or REFUSED, when it was learned, the request's hash.
 */
public final class DirectRoles {
    /** For so long no touch is asked for to find out again what AWS has just refused. */
    private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(10);
    /** A role whose condition was taken away is primed again after so long. */
    private static final Duration SUCCESS_HOLDS = Duration.ofDays(90);

    private static final String DIRECT = "DIRECT";
    private static final String REFUSED = "REFUSED";

    private final @Nullable Path file;
    private final InstantSource clock;

    private DirectRoles(@Nullable Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * The memory in that file.
     *
     * @param file made at first use; in the state folder
     */
    public static DirectRoles at(Path file, InstantSource clock) {
        return new DirectRoles(file, clock);
    }

    /** Remembers nothing: each time the shared session is tried first. */
    public static DirectRoles forgetful(InstantSource clock) {
        return new DirectRoles(null, clock);
    }

    /** Whether this request worked with the code on AssumeRole before. */
    boolean isDirect(RequestHash request) throws IOException {
        return DIRECT.equals(learned(request));
    }

    /** Whether AWS refused this request also with the code on AssumeRole, a short while ago. */
    boolean isRefused(RequestHash request) throws IOException {
        return REFUSED.equals(learned(request));
    }

    void remember(RequestHash request, boolean direct) throws IOException {
        if (file == null) {
            return;
        }
        Path path = file;
        Store.FILES.folder(path.toAbsolutePath().getParent());
        LockFile.holding(path.resolveSibling(path.getFileName() + ".lock"), () -> {
            Map<String, String> all = read(path);
            all.values().removeIf(line -> isOver(line));
            String state = direct ? DIRECT : REFUSED;
            all.put(request.hex(), state + " " + clock.instant().getEpochSecond() + " " + request.hex());
            Store.FILES.replace(path, (String.join("\n", all.values()) + "\n").getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    private @Nullable String learned(RequestHash request) throws IOException {
        String line = file == null ? null : read(file).get(request.hex());
        return line == null || isOver(line) ? null : line.substring(0, line.indexOf(' '));
    }

    private boolean isOver(String line) {
        String[] fields = line.split(" ", -1);
        Instant since = Instant.ofEpochSecond(Long.parseLong(fields[1]));
        return clock.instant().isAfter(since.plus(fields[0].equals(DIRECT) ? SUCCESS_HOLDS : REFUSAL_HOLDS));
    }

    /** A line that does not parse is dropped: the worst that follows is one refused call. */
    private Map<String, String> read(Path path) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        Optional<byte[]> content = Store.FILES.read(path);
        if (content.isPresent()) {
            for (String line : new String(content.get(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.matches("(DIRECT|REFUSED) [0-9]{1,12} [0-9a-f]{64}")) {
                    all.put(line.substring(line.lastIndexOf(' ') + 1), line);
                }
            }
        }
        return all;
    }

    /** Made when a file is touched: a cached session asks for none. */
    private static final class Store {
        private static final SecretFiles FILES = new SecretFiles(new SecretFiles.Exposure() {
            @Override
            public void repaired(Path file, int formerMode) {
                // Hashes of requests are no secrets.
            }
        });
    }
}
