package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;

class SessionsTest extends SessionsFixture {
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
        try (SessionCredentials longer = sessions().get(token(), Duration.ofMinutes(15))) {
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
