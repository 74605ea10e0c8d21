package ykaws.aws.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AccessKeys;
import ykaws.aws.AssumeRole;
import ykaws.aws.Endpoints;
import ykaws.aws.SessionCredentials;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

/** A user with an enabled device, and sessions whose clock and finger are the test's. */
abstract class SessionsFixture {
    static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    static final Endpoints HERE = Endpoints.of("eu-central-1");
    static final Mfa MFA = new Mfa(MemoryAws.SERIAL, null);
    static final Step.SessionToken PRIME = new Step.SessionToken(Duration.ofHours(8), MFA, HERE);

    @TempDir
    Path temp;

    final TestClock clock = new TestClock();
    final AwsClock awsClock = AwsClock.forgetful(clock);
    final MemoryAws aws = new MemoryAws(clock);
    final List<Long> touchedFor = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> waits = new ArrayList<>();
    final List<String> unlocked = Collections.synchronizedList(new ArrayList<>());
    CodeSource codes = this::touch;
    SourceCredentials sources = step -> {
        throw new IllegalStateException("no sources");
    };
    final List<String> plugged = new ArrayList<>();
    String accessKeyId = "AKIADEV";
    Path state;
    ReplayLedger ledger;

    @BeforeEach
    void device() throws IOException {
        aws.enabledDevice(SEED);
        clock.pass(Duration.ofMinutes(10));
        state = Files.createDirectories(temp.resolve("state"));
        ledger = new ReplayLedger(state.resolve("ledger"));
    }

    String touch(String serial, long step) {
        touchedFor.add(step);
        try (Secret seed = Secret.copyOf(SEED)) {
            return Totp.code(seed, HashAlgorithm.SHA1, 6, step);
        }
    }

    AccessKeys keys(String profile) {
        unlocked.add(profile);
        return new AccessKeys(accessKeyId, Secret.takeOver("secret".getBytes(StandardCharsets.UTF_8)));
    }

    Sessions sessions() {
        CodeSource source = new CodeSource() {
            @Override
            public String code(String mfaSerial, long step) throws IOException {
                return codes.code(mfaSerial, step);
            }

            @Override
            public List<String> devicesAtHand() {
                return List.copyOf(plugged);
            }

            @Override
            public void waiting(String mfaSerial, Duration time) {
                waits.add(time);
            }
        };
        return new Sessions(new Sessions.Parts(
                new SessionCache(temp.resolve("run/key"), temp.resolve("cache"), clock),
                new Flights(temp.resolve("flights")),
                ledger,
                this::keys,
                source,
                aws,
                awsClock,
                clock,
                DirectRoles.at(state.resolve("direct"), clock),
                step -> sources.get(step)));
    }

    static SessionRequest request(String profile, Step... steps) {
        return new SessionRequest(
                profile,
                new SessionRequest.Keys("dev", "AKIADEV"),
                List.of(steps),
                new SessionRequest.Target(HERE, true, null));
    }

    static Step.Role role(String name, Mfa mfa) {
        return new Step.Role(
                new AssumeRole(
                        "arn:aws:iam::123456789012:role/" + name, "dev", Duration.ofHours(1), AssumeRole.Options.NONE),
                mfa,
                HERE);
    }

    static SessionRequest token() {
        return request("dev", new Step.SessionToken(Duration.ofHours(1), MFA, HERE));
    }

    static SessionRequest primed(String role) {
        return request(role, PRIME, role(role, null));
    }

    String get(SessionRequest request) throws IOException {
        try (SessionCredentials session = sessions().get(request)) {
            return session.accessKeyId();
        }
    }

    long step() {
        return clock.instant().getEpochSecond() / 30;
    }
}
