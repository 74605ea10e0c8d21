package ykaws.aws.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.SessionCredentials;
import ykaws.aws.files.DurableFile;

/**
 * Sessions that AWS gave, sealed on disk until they expire: one file per request, AES-GCM with the request's hash as
 * associated data, under a key that lives in the runtime folder.
 *
 * <p>That protects copies, backups and sessions after log-out; not against a program of the same user. What does not open
 * (the key is a new one, the file was changed) counts as not there, and is swept by the next {@link #put}.
 *
 * <p>On the path of a cached {@code export}: loads no SDK, no Jackson, no JNA, no BouncyCastle.
 */
public final class SessionCache {
    private static final String SUFFIX = ".session";
    /** A write that is not finished by then never will be. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final SessionKeyFile keyFile;
    private final Path folder;
    private final InstantSource clock;
    private final SecretFiles files;

    /** A session in the cache: the profile it was made for, and when it ends. */
    public record Entry(String label, Instant expiration) {}

    /**
     * A cache whose key lives in the runtime folder.
     *
     * @param runtimeKeyFile made at first use
     * @param folder of the ciphertexts; made at first use
     */
    public SessionCache(Path runtimeKeyFile, Path folder, InstantSource clock) {
        this(SessionKeyFile.inRuntimeFolder(runtimeKeyFile, Quiet.FILES), folder, clock);
    }

    public SessionCache(SessionKeyFile keyFile, Path folder, InstantSource clock) {
        this.keyFile = keyFile;
        this.folder = folder;
        this.clock = clock;
        this.files = Quiet.FILES;
    }

    /** The session of that request, if it still lasts {@code minLeft}. The caller closes it. */
    public Optional<SessionCredentials> get(RequestHash request, Duration minLeft) throws IOException {
        Optional<byte[]> sealed = files.read(file(request));
        byte[] key = sealed.isPresent() ? keyFile.read() : null;
        if (key == null) {
            return Optional.empty();
        }
        SealedSession session = SealedSession.open(key, request, sealed.get());
        Arrays.fill(key, (byte) 0);
        if (session == null) {
            return Optional.empty();
        }
        if (clock.instant().plus(minLeft).isAfter(session.credentials().expiration())) {
            session.credentials().close();
            return Optional.empty();
        }
        return Optional.of(session.credentials());
    }

    /**
     * Keeps a copy, and sweeps what is over.
     *
     * @param label the profile that {@link #clear} and listings know it by
     */
    public void put(RequestHash request, SessionCredentials session, String label) throws IOException {
        byte[] key = keyFile.readOrMake();
        try {
            files.replace(file(request), SealedSession.seal(key, request, new SealedSession(label, session)));
            sweep(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Forgets the sessions of a profile, or all; says how many. */
    public int clear(@Nullable String profile) throws IOException {
        // Who wants to be rid of all needs no key for it, and no file that can be read.
        byte[] key = profile == null ? null : keyFile.read();
        int cleared = 0;
        for (Path file : sessionFiles()) {
            Entry entry = key == null ? null : entry(key, file);
            if (profile == null || (entry != null && entry.label().equals(profile))) {
                Files.deleteIfExists(file);
                cleared++;
            }
        }
        return cleared;
    }

    /** Those that can be read and are not over. */
    public List<Entry> entries() throws IOException {
        byte[] key = keyFile.read();
        List<Entry> entries = new ArrayList<>();
        if (key == null) {
            return entries;
        }
        for (Path file : sessionFiles()) {
            Entry entry = entry(key, file);
            if (entry != null && clock.instant().isBefore(entry.expiration())) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private void sweep(byte[] key) throws IOException {
        Instant now = clock.instant();
        for (Path file : sessionFiles()) {
            Entry entry = entry(key, file);
            if (entry == null || !now.isBefore(entry.expiration())) {
                Files.deleteIfExists(file);
            }
        }
        for (Path file : filesEndingIn(DurableFile.UNFINISHED)) {
            if (Files.getLastModifiedTime(file).toInstant().plus(ABANDONED).isBefore(now)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private @Nullable Entry entry(byte[] key, Path file) throws IOException {
        String name = file.getFileName().toString();
        RequestHash request = RequestHash.parse(name.substring(0, name.length() - SUFFIX.length()));
        Optional<byte[]> sealed = Optional.empty();
        try {
            sealed = request == null ? sealed : files.read(file);
        } catch (UnsafeFileException e) {
            // None of ours. It is swept: in a folder of ours that takes the name away, and nothing else.
            return null;
        }
        SealedSession session = sealed.isEmpty() ? null : SealedSession.open(key, request, sealed.get());
        if (session == null) {
            return null;
        }
        session.credentials().close();
        return new Entry(session.label(), session.credentials().expiration());
    }

    private List<Path> sessionFiles() throws IOException {
        return filesEndingIn(SUFFIX);
    }

    private List<Path> filesEndingIn(String suffix) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (file.getFileName().toString().endsWith(suffix)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private Path file(RequestHash request) {
        return folder.resolve(request.hex().concat(SUFFIX));
    }

    /** A readable ciphertext gives nothing away, so nobody needs to be told of a repaired mode. */
    private static final class Quiet {
        private static final SecretFiles FILES = new SecretFiles(new SecretFiles.Exposure() {
            @Override
            public void repaired(Path file, int formerMode) {}
        });
    }
}
