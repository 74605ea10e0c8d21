package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.ChildJvm;
import ykaws.aws.SessionCredentials;
import ykaws.aws.TestSessions;

class SessionCacheTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private Instant now = NOW;
    private final InstantSource clock = () -> now;

    private SessionCache cache() {
        return new SessionCache(folder.resolve("run/session-key"), folder.resolve("cache"), clock);
    }

    static RequestHash hash(int n) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) n);
        return RequestHash.of(bytes);
    }

    private Path file(int n) {
        return folder.resolve("cache").resolve(hash(n).hex() + ".session");
    }

    private static String summary(Optional<SessionCredentials> session) {
        return session.map(s -> s.accessKeyId() + " " + TestSessions.text(s.secretAccessKey()) + " "
                        + TestSessions.text(s.sessionToken()) + " " + s.expiration() + " " + s.accountId())
                .orElse("none");
    }

    @Test
    void whatIsPutIsGot() throws IOException {
        Instant end = NOW.plusSeconds(3600).plusNanos(123);
        assertThat(cache().get(hash(1), FIVE_MINUTES)).isEmpty();
        cache().put(hash(1), TestSessions.until(end), "dev");
        assertThat(summary(cache().get(hash(1), FIVE_MINUTES)))
                .isEqualTo("ASIATESTTESTTESTTEST session-secret-canary session-token-canary " + end + " 123456789012");
        assertThat(cache().get(hash(2), FIVE_MINUTES)).isEmpty();
        SessionCredentials noAccount =
                new SessionCredentials("ASIA", TestSessions.secret("s"), TestSessions.secret("t"), end, null);
        cache().put(hash(3), noAccount, "dev");
        assertThat(summary(cache().get(hash(3), FIVE_MINUTES))).endsWith(" null");
    }

    @Test
    void lessThanTheMinimumIsNothing() throws IOException {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        now = NOW.plusSeconds(300);
        assertThat(cache().get(hash(1), FIVE_MINUTES)).isPresent();
        assertThat(cache().get(hash(1), Duration.ofMinutes(15))).isEmpty();
        now = NOW.plusSeconds(301);
        assertThat(cache().get(hash(1), FIVE_MINUTES)).isEmpty();
        assertThat(cache().entries()).containsExactly(new SessionCache.Entry("dev", NOW.plusSeconds(600)));
    }

    @Test
    void filesArePrivateAndGiveNothingAway() throws IOException {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev-profile");
        for (Path file : List.of(file(1), folder.resolve("run/session-key"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(folder.resolve("run/session-key")).hasSize(32);
        String raw = new String(Files.readAllBytes(file(1)), StandardCharsets.ISO_8859_1);
        assertThat(raw).startsWith("YKS1");
        for (String secret : List.of("session-secret-canary", "session-token-canary", "ASIATEST", "dev-profile")) {
            String base64 = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(raw).doesNotContain(secret).doesNotContain(base64.substring(0, 8));
        }
    }

    @Test
    void anotherKeyOpensNothing() throws IOException {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        Files.delete(folder.resolve("run/session-key"));
        assertThat(cache().get(hash(1), FIVE_MINUTES)).isEmpty();
        cache().put(hash(2), TestSessions.until(NOW.plusSeconds(600)), "dev");
        assertThat(cache().get(hash(2), FIVE_MINUTES)).isPresent();
        assertThat(file(1)).doesNotExist();
    }

    @Test
    void anEntryUnderAnotherNameOpensNothing() throws IOException {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        Files.copy(file(1), file(2));
        assertThat(cache().get(hash(2), FIVE_MINUTES)).isEmpty();
        assertThat(cache().get(hash(1), FIVE_MINUTES)).isPresent();
    }

    @Test
    void everyChangedOrMissingByteMeansNothing() throws IOException {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        byte[] good = Files.readAllBytes(file(1));
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x40;
            Files.write(file(1), bad);
            assertThat(cache().get(hash(1), FIVE_MINUTES)).as("byte %d", i).isEmpty();
            Files.write(file(1), Arrays.copyOf(good, i));
            assertThat(cache().get(hash(1), FIVE_MINUTES)).as("cut at %d", i).isEmpty();
        }
        Files.write(file(1), good);
        assertThat(cache().get(hash(1), FIVE_MINUTES)).isPresent();
    }

    @Test
    void putSweepsWhatIsOver() throws IOException {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        Path abandoned = Files.createFile(folder.resolve("cache/.x.new"));
        Files.setLastModifiedTime(abandoned, FileTime.from(NOW.minusSeconds(3600)));
        Path other = Files.createFile(folder.resolve("cache/README"));
        Files.write(folder.resolve("cache/short.session"), new byte[5]);
        now = NOW.plusSeconds(600);
        cache().put(hash(2), TestSessions.until(now.plusSeconds(600)), "dev");
        try (var all = Files.list(folder.resolve("cache"))) {
            assertThat(all).containsExactlyInAnyOrder(file(2), other);
        }
    }

    @Test
    void clearForgetsAProfileOrAll() throws IOException {
        assertThat(cache().clear(null)).isZero();
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        cache().put(hash(2), TestSessions.until(NOW.plusSeconds(600)), "dev");
        cache().put(hash(3), TestSessions.until(NOW.plusSeconds(600)), "prod");
        assertThat(cache().clear("dev")).isEqualTo(2);
        assertThat(cache().entries()).extracting(SessionCache.Entry::label).containsExactly("prod");
        Files.delete(folder.resolve("run/session-key"));
        assertThat(cache().clear("prod")).isZero();
        assertThat(cache().clear(null)).isEqualTo(1);
    }

    /** Somebody put links in: nothing is read through them, and they don't stop what gets rid of them. */
    @Test
    void whatIsNoneOfOursIsRefusedAndSwept() throws IOException {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        Path target = Files.writeString(folder.resolve("target"), "kept");
        Files.createSymbolicLink(file(2), target);
        assertThatThrownBy(() -> cache().get(hash(2), FIVE_MINUTES)).isInstanceOf(UnsafeFileException.class);
        assertThat(cache().entries()).hasSize(1);
        cache().put(hash(3), TestSessions.until(NOW.plusSeconds(600)), "dev");
        assertThat(Files.isSymbolicLink(file(2))).isFalse();
        Files.createSymbolicLink(file(2), target);
        assertThat(cache().clear(null)).isEqualTo(3);
        assertThat(Files.isSymbolicLink(file(2))).isFalse();
        assertThat(target).hasContent("kept");
    }

    @Test
    void aKeyOfAnotherBootCountsAsMissing() throws IOException {
        SecretFiles files = new SecretFiles((file, mode) -> {});
        Path key = folder.resolve("state/session-key");
        Path sessions = folder.resolve("cache");
        SessionCache monday = new SessionCache(SessionKeyFile.tiedToBoot(key, "boot-1", files), sessions, clock);
        monday.put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        assertThat(monday.get(hash(1), FIVE_MINUTES)).isPresent();
        SessionCache tuesday = new SessionCache(SessionKeyFile.tiedToBoot(key, "boot-2", files), sessions, clock);
        assertThat(tuesday.get(hash(1), FIVE_MINUTES)).isEmpty();
        tuesday.put(hash(2), TestSessions.until(NOW.plusSeconds(600)), "dev");
        assertThat(tuesday.get(hash(2), FIVE_MINUTES)).isPresent();
    }

    /** What a child process does: reads one cached session. */
    static final class Reader {
        public static void main(String[] args) throws IOException {
            SessionCache cache = new SessionCache(
                    Path.of(args[0], "run/session-key"), Path.of(args[0], "cache"), InstantSource.fixed(NOW));
            System.out.println("got " + cache.get(hash(1), FIVE_MINUTES).isPresent());
        }
    }

    @Test
    void aHitLoadsNoLibrary() throws Exception {
        cache().put(hash(1), TestSessions.until(NOW.plusSeconds(600)), "dev");
        List<String> log;
        try (ChildJvm child = ChildJvm.start(List.of("-Xlog:class+load:stdout"), Reader.class, folder.toString())) {
            log = child.linesToTheEnd();
        }
        assertThat(log).contains("got true");
        // The control: the log does show what is loaded.
        assertThat(log).anyMatch(line -> line.contains("ykaws.aws.session.SealedSession"));
        assertThat(log)
                .noneMatch(line -> line.contains("software.amazon")
                        || line.contains("bouncycastle")
                        || line.contains("jackson")
                        || line.contains("com.sun.jna")
                        || (line.contains("ykaws") && line.contains("$$Lambda")));
    }
}
