package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.AccessKeys;
import ykaws.aws.AssumeRole;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Endpoints;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

class SessionsTest {
    private static final byte[] SEED = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Endpoints HERE = Endpoints.of("eu-central-1");
    private static final Mfa MFA = new Mfa(MemoryAws.SERIAL, null);
    private static final Step.SessionToken PRIME = new Step.SessionToken(Duration.ofHours(8), MFA, HERE);

    @TempDir
    Path temp;

    private final TestClock clock = new TestClock();
    private final MemoryAws aws = new MemoryAws(clock);
    private final List<Long> touchedFor = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = new ArrayList<>();
    private final List<String> unlocked = Collections.synchronizedList(new ArrayList<>());
    private CodeSource codes = this::touch;
    private String accessKeyId = "AKIADEV";
    private Path state;
    private ReplayLedger ledger;

    @BeforeEach
    void device() throws IOException {
        aws.enabledDevice(SEED);
        clock.pass(Duration.ofMinutes(10));
        state = Files.createDirectories(temp.resolve("state"));
        ledger = new ReplayLedger(state.resolve("ledger"));
    }

    private String touch(String serial, long step) {
        touchedFor.add(step);
        try (Secret seed = Secret.copyOf(SEED)) {
            return Totp.code(seed, HashAlgorithm.SHA1, 6, step);
        }
    }

    private AccessKeys keys(String profile) {
        unlocked.add(profile);
        return new AccessKeys(accessKeyId, Secret.takeOver("secret".getBytes(StandardCharsets.UTF_8)));
    }

    private Sessions sessions() {
        CodeSource source = new CodeSource() {
            @Override
            public String code(String mfaSerial, long step) throws IOException {
                return codes.code(mfaSerial, step);
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
                clock,
                clock,
                DirectRoles.at(state.resolve("direct"), clock)));
    }

    private static SessionRequest request(String profile, Step... steps) {
        return new SessionRequest(
                profile,
                new SessionRequest.Keys("dev", "AKIADEV"),
                List.of(steps),
                new SessionRequest.Target(HERE, true, null));
    }

    private static Step.Role role(String name, Mfa mfa) {
        return new Step.Role(
                new AssumeRole(
                        "arn:aws:iam::123456789012:role/" + name, "dev", Duration.ofHours(1), AssumeRole.Options.NONE),
                mfa,
                HERE);
    }

    private static SessionRequest token() {
        return request("dev", new Step.SessionToken(Duration.ofHours(1), MFA, HERE));
    }

    private static SessionRequest primed(String role) {
        return request(role, PRIME, role(role, null));
    }

    private String get(SessionRequest request) throws IOException {
        try (SessionCredentials session = sessions().get(request)) {
            return session.accessKeyId();
        }
    }

    private long step() {
        return clock.instant().getEpochSecond() / 30;
    }

    @Test
    void aCachedSessionAsksNobody() throws IOException {
        String first = get(token());

        assertThat(get(token())).isEqualTo(first);
        assertThat(aws.calls()).containsExactly("GetSessionToken");
        assertThat(touchedFor).hasSize(1);
        assertThat(unlocked).containsExactly("dev");
    }

    @Test
    void aSessionWithTooLittleLeftIsMadeAnew() throws IOException {
        String first = get(token());
        clock.pass(Duration.ofMinutes(50));

        assertThat(get(token())).isEqualTo(first);
        try (SessionCredentials longer = sessions().get(token(), Sessions.MIN_LEFT_FOR_PROCESS)) {
            assertThat(longer.accessKeyId()).isNotEqualTo(first);
        }
    }

    @Test
    void twoRolesShareOneSessionAndOneTouch() throws IOException {
        get(primed("One"));
        get(primed("Two"));

        assertThat(aws.calls()).containsExactly("GetSessionToken", "AssumeRole", "AssumeRole");
        assertThat(touchedFor).hasSize(1);
        assertThat(unlocked).as("the vault stays locked for the second").hasSize(1);
    }

    @Test
    void aRoleOfItsOwnTakesTheCodeItself() throws IOException {
        get(request("One", role("One", MFA)));

        assertThat(aws.calls()).containsExactly("AssumeRole");
        assertThat(touchedFor).containsExactly(step());
    }

    @Test
    void aRoleBehindARole() throws IOException {
        get(request("Far", PRIME, role("One", null), role("Open", null)));

        assertThat(aws.calls()).containsExactly("GetSessionToken", "AssumeRole", "AssumeRole");
    }

    @Test
    void withoutMfaNobodyTouches() throws IOException {
        get(request("dev", new Step.SessionToken(Duration.ofHours(1), null, HERE)));

        assertThat(touchedFor).isEmpty();
    }

    @Test
    void aRequestForTheKeysThemselvesIsTheCallersMistake() {
        assertThatThrownBy(() -> sessions().get(request("dev"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keysThatWereChangedMeanwhileAreNotCachedUnderTheFormerName() {
        accessKeyId = "AKIANEW";

        assertThatThrownBy(() -> get(token())).isInstanceOf(ConfigException.class);
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void twoCallsInOneWindowTakeTwoCodes() throws IOException {
        get(request("One", role("One", MFA)));
        get(request("Two", role("Two", MFA)));

        assertThat(touchedFor).containsExactly(step(), step() + 1);
        assertThat(aws.count("AssumeRole")).isEqualTo(2);
        assertThat(clock.pauses).isEmpty();
    }

    @Test
    void aCodeRefusedBeforeItsWindowIsSentAgainInsideIt() throws IOException {
        aws.window = 0;
        get(request("One", role("One", MFA)));
        long second = step() + 1;

        get(request("Two", role("Two", MFA)));

        assertThat(touchedFor).as("no touch for the second sending").containsExactly(second - 1, second);
        assertThat(aws.count("AssumeRole")).isEqualTo(3);
        assertThat(step()).isEqualTo(second);
        assertThat(waits).containsExactly(Duration.ofSeconds(20));
        assertThat(ledger.state(MemoryAws.SERIAL, second)).contains(ReplayLedger.State.ACCEPTED);
    }

    @Test
    void aThirdCallInOneWindowWaitsForTheNext() throws IOException {
        get(request("One", role("One", MFA)));
        get(request("Two", role("Two", MFA)));
        get(request("Three", role("Three", MFA)));

        assertThat(waits).containsExactly(Duration.ofSeconds(20));
        assertThat(touchedFor).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void aCodeUsedOnAnotherMachineIsRefusedForGood() throws IOException {
        aws.before("GetSessionToken", () -> {
            throw MemoryAws.error(Kind.INVALID_MFA_CODE, "sts:GetSessionToken");
        });

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e.kind()).isEqualTo(Kind.INVALID_MFA_CODE);
        assertThat(e).hasMessageContaining("is wrong, or already used on another machine");
        assertThat(aws.count("GetSessionToken")).isEqualTo(1);
        assertThat(ledger.state(MemoryAws.SERIAL, step())).contains(ReplayLedger.State.UNKNOWN);
    }

    @Test
    void aSecondRefusalEndsIt() throws IOException {
        ledger.claim(MemoryAws.SERIAL, step());
        for (int i = 0; i < 2; i++) {
            aws.before("GetSessionToken", () -> {
                throw MemoryAws.error(Kind.INVALID_MFA_CODE, "sts:GetSessionToken");
            });
        }

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e).hasMessageContaining("is wrong, or already used on another machine");
        assertThat(aws.count("GetSessionToken")).isEqualTo(2);
        assertThat(touchedFor).hasSize(1);
    }

    @Test
    void aTouchThatCameLateIsTriedOnceMore() throws IOException {
        aws.window = 0;
        codes = (serial, step) -> {
            if (touchedFor.isEmpty()) {
                clock.pass(Duration.ofSeconds(25));
            }
            return touch(serial, step);
        };

        get(token());

        assertThat(touchedFor).hasSize(2);
    }

    @Test
    void aCallWithoutAnAnswerCountsAsSent() throws IOException {
        aws.after("GetSessionToken", () -> {
            throw MemoryAws.error(Kind.UNREACHABLE, "sts:GetSessionToken");
        });
        assertThatThrownBy(() -> get(token())).isInstanceOf(AwsException.class);

        get(token());

        assertThat(touchedFor).containsExactly(step(), step() + 1);
    }

    @Test
    void aTouchThatNeverCameLeavesTheCodeUnspent() throws IOException {
        codes = (serial, step) -> {
            throw new IOException("nobody touched");
        };
        assertThatThrownBy(() -> get(token())).hasMessage("nobody touched");
        codes = this::touch;

        get(token());

        assertThat(touchedFor).containsExactly(step());
    }

    @Test
    void anOldMfaIsRenewedOnTheRoleItself() throws IOException {
        aws.maxMfaAge = Duration.ofMinutes(5);
        get(primed("One"));
        clock.pass(Duration.ofHours(2));

        get(primed("One"));

        assertThat(aws.count("GetSessionToken")).isEqualTo(1);
        assertThat(aws.count("AssumeRole")).isEqualTo(3);
        assertThat(touchedFor).hasSize(2);
    }

    @Test
    void whatARoleAsksForIsRemembered() throws IOException {
        aws.maxMfaAge = Duration.ofMinutes(5);
        get(primed("One"));
        clock.pass(Duration.ofHours(2));
        get(primed("One"));
        clock.pass(Duration.ofHours(2));

        get(primed("One"));

        assertThat(aws.count("AssumeRole"))
                .as("not tried with the old session again")
                .isEqualTo(4);
    }

    @Test
    void aRoleThatIsDeniedEitherWayCostsOneTouchInTenMinutes() throws IOException {
        get(primed("One"));
        clock.pass(Duration.ofHours(2));
        aws.maxMfaAge = Duration.ZERO;
        assertThat(catchThrowableOfType(AwsException.class, () -> get(primed("One")))
                        .kind())
                .isEqualTo(Kind.DENIED);
        assertThat(touchedFor).hasSize(2);
        clock.pass(Duration.ofMinutes(9));
        assertThatThrownBy(() -> get(primed("One"))).isInstanceOf(AwsException.class);
        assertThat(touchedFor).hasSize(2);

        clock.pass(Duration.ofMinutes(2));
        assertThatThrownBy(() -> get(primed("One"))).isInstanceOf(AwsException.class);
        assertThat(touchedFor).hasSize(3);
    }

    @Test
    void aYoungSessionIsNotRenewed() throws IOException {
        aws.maxMfaAge = Duration.ZERO;

        assertThatThrownBy(() -> get(primed("One"))).isInstanceOf(AwsException.class);

        assertThat(touchedFor).hasSize(1);
    }

    @Test
    void aDeviceThatWasJustEnabledIsWaitedFor() throws IOException {
        justEnabled();
        aws.enableDelay = Duration.ofSeconds(6);

        get(token());

        assertThat(touchedFor).containsExactly(step() + 1);
        assertThat(clock.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    private void justEnabled() throws IOException {
        aws.enabledDevice(SEED);
        ledger.settle(MemoryAws.SERIAL, step() - 1, ReplayLedger.State.ACCEPTED);
        ledger.settle(MemoryAws.SERIAL, step(), ReplayLedger.State.ACCEPTED);
    }

    @Test
    void aDeviceThatIsUnknownForLongIsUnknown() throws IOException {
        justEnabled();
        aws.enableDelay = Duration.ofHours(1);

        AwsException e = catchThrowableOfType(AwsException.class, () -> get(token()));

        assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_MFA_DEVICE);
        assertThat(touchedFor).hasSize(1);
        assertThat(clock.pauses).hasSizeLessThan(8);
    }

    @Test
    void aWrongSerialIsNotWaitedFor() {
        aws.enableDelay = Duration.ofHours(1);

        assertThat(catchThrowableOfType(AwsException.class, () -> get(token())).kind())
                .isEqualTo(Kind.UNKNOWN_MFA_DEVICE);
        assertThat(clock.pauses).isEmpty();
    }

    @Test
    void anInterruptComesOutAsOne() {
        aws.before("GetSessionToken", () -> {
            throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting for AWS"));
        });

        assertThatThrownBy(() -> get(token())).isInstanceOf(InterruptedIOException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyAtOnceShareOneTouch(boolean roles) throws Exception {
        int many = 8;
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            SessionRequest request = roles ? primed("Role" + i % 2) : token();
            answers.add(threads.submit(() -> {
                go.await();
                return get(request);
            }));
        }
        go.countDown();
        List<String> ids = new ArrayList<>();
        for (Future<String> each : answers) {
            ids.add(each.get());
        }
        threads.shutdown();

        assertThat(touchedFor).hasSize(1);
        assertThat(aws.count("GetSessionToken")).isEqualTo(1);
        assertThat(ids).containsOnly(ids.get(0), ids.get(1));
        assertThat(aws.count("AssumeRole")).isEqualTo(roles ? 2 : 0);
    }
}
