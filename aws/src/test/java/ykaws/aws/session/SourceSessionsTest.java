package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import ykaws.aws.AssumeRole;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.Setting;
import ykaws.oath.Secret;

/** Sessions that begin with another source than long-term keys. */
class SourceSessionsTest extends SessionsFixture {
    private static final ProgramSetting PROGRAM = new ProgramSetting(
            "base", "credential_process", List.of("/opt/x"), new Setting("", Path.of("/x/config"), 2));

    private final Step.Program program = new Step.Program(PROGRAM, Duration.ofHours(1), HERE);
    private final List<Step.Source> asked = Collections.synchronizedList(new ArrayList<>());

    private SessionCredentials made(Step.Source step, Duration lasting) {
        asked.add(step);
        byte[] word = "x".getBytes(StandardCharsets.US_ASCII);
        return new SessionCredentials(
                "ASIASOURCE" + asked.size(),
                Secret.copyOf(word),
                Secret.copyOf(word),
                clock.instant().plus(lasting),
                null);
    }

    private static SessionRequest of(String profile, Step... steps) {
        return new SessionRequest(
                profile,
                new SessionRequest.Keys("base", ""),
                List.of(steps),
                new SessionRequest.Target(HERE, true, null));
    }

    private String id(SessionRequest request) throws IOException {
        try (SessionCredentials found = sessions().get(request)) {
            return found.accessKeyId();
        }
    }

    @Test
    void whatAProgramGaveIsKeptUntilItExpires() throws IOException {
        sources = step -> made(step, Duration.ofMinutes(30));
        SessionRequest request = of("base", program);
        assertThat(id(request)).isEqualTo("ASIASOURCE1");
        clock.pass(Duration.ofMinutes(24));
        assertThat(id(request)).isEqualTo("ASIASOURCE1");
        clock.pass(Duration.ofMinutes(2));
        assertThat(id(request)).isEqualTo("ASIASOURCE2");
        assertThat(unlocked).isEmpty();
    }

    @Test
    void anotherCommandIsAnotherSession() throws IOException {
        sources = step -> made(step, Duration.ofHours(1));
        ProgramSetting other =
                new ProgramSetting("base", "credential_process", List.of("/opt/x", "more"), PROGRAM.place());
        assertThat(id(of("base", program))).isEqualTo("ASIASOURCE1");
        assertThat(id(of("base", new Step.Program(other, Duration.ofHours(1), HERE))))
                .isEqualTo("ASIASOURCE2");
    }

    /** What the environment holds anyway is not written to a disk; what a role gave with it is. */
    @Test
    void theEnvironmentsOwnAreNotKept() throws IOException {
        Step.Environment environment = new Step.Environment("AKIAENV", true, Duration.ofHours(1), HERE);
        sources = step -> made(step, Duration.ofHours(1));
        assertThat(id(of("base", environment))).isEqualTo("ASIASOURCE1");
        assertThat(id(of("base", environment))).isEqualTo("ASIASOURCE2");
        SessionRequest role = of("role", environment, role("Open", null));
        String first = id(role);
        assertThat(id(role)).isEqualTo(first);
        assertThat(asked).hasSize(3);
    }

    /** A program may be one that asks ykaws for what it is about to get. */
    @Test
    void noLockIsHeldWhileAProgramRuns() throws IOException {
        Step.WebIdentity web = new Step.WebIdentity(
                new AssumeRole("arn:aws:iam::123456789012:role/W", "me", Duration.ofHours(1), AssumeRole.Options.NONE),
                new Step.Token(null, PROGRAM, PROGRAM.place()),
                HERE);
        for (Step.Source source : List.of(program, web)) {
            SessionRequest request = of("base", source);
            sources = step -> {
                sources = inner -> made(inner, Duration.ofHours(1));
                try {
                    return CompletableFuture.supplyAsync(() -> {
                                try {
                                    return sessions().get(request);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            })
                            .get(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IOException("the other one waits", e);
                }
            };
            assertThat(id(request)).startsWith("ASIASOURCE");
        }
        assertThat(asked).hasSize(2);
    }
}
