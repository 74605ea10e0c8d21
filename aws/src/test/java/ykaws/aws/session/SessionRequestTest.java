package ykaws.aws.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import ykaws.aws.AssumeRole;
import ykaws.aws.Endpoints;

class SessionRequestTest {
    private static final Endpoints IRELAND = Endpoints.of("eu-west-1");
    private static final Mfa DEVICE = new Mfa("arn:aws:iam::123456789012:mfa/dev", null);
    private static final Duration HOUR = Duration.ofHours(1);

    private static Step token(Duration duration, @Nullable Mfa mfa, Endpoints endpoints) {
        return new Step.SessionToken(duration, mfa, endpoints);
    }

    private static Step role(AssumeRole call, @Nullable Mfa mfa, Endpoints endpoints) {
        return new Step.Role(call, mfa, endpoints);
    }

    private static AssumeRole call(AssumeRole.Options options) {
        return new AssumeRole("arn:aws:iam::123456789012:role/R", "session", HOUR, options);
    }

    private static AssumeRole.Options options() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("a", "1");
        tags.put("b", "2");
        return new AssumeRole.Options("external", tags, List.of("a"), "identity");
    }

    private static SessionRequest request(@Nullable String world, Step... steps) {
        return named("AKIA1", world, steps);
    }

    private static SessionRequest named(String accessKeyId, @Nullable String world, Step... steps) {
        return new SessionRequest(
                "profile",
                new SessionRequest.Keys("keys", accessKeyId),
                List.of(steps),
                new SessionRequest.Target(IRELAND, true, world));
    }

    private static SessionRequest base() {
        return request(null, token(HOUR, DEVICE, IRELAND), role(call(options()), null, IRELAND));
    }

    /** A hash in the cache folder outlives the program: this value may change only together with the format's name. */
    @Test
    void theHashIsStable() {
        assertThat(base().hash()).isEqualTo(base().hash());
        assertThat(base().hash().hashCode()).isEqualTo(base().hash().hashCode());
        assertThat(base().hash().hex()).isEqualTo("1f3abfab733a6f8698cfa98bd186cb53e024551eb0603c4300d7112027b18802");
    }

    @Test
    void labelsDoNotCount() {
        SessionRequest other = new SessionRequest(
                "renamed",
                new SessionRequest.Keys("elsewhere", "AKIA1"),
                List.of(
                        token(HOUR, new Mfa(DEVICE.serial(), "other account"), IRELAND),
                        role(call(options()), null, IRELAND)),
                new SessionRequest.Target(Endpoints.of("eu-west-2"), false, null));
        assertThat(other.hash()).isEqualTo(base().hash());
    }

    static Stream<Arguments> changes() {
        AssumeRole.Options o = options();
        Step first = token(HOUR, DEVICE, IRELAND);
        Step second = role(call(o), null, IRELAND);
        URI sts = URI.create("https://sts.example");
        return Stream.of(
                Arguments.of("access key id", named("AKIA2", null, first, second)),
                Arguments.of("sandbox", request("box", first, second)),
                Arguments.of("no session", request(null, second)),
                Arguments.of("no role", request(null, first)),
                Arguments.of("order", request(null, second, first)),
                Arguments.of("twice", request(null, first, second, second)),
                Arguments.of("token duration", request(null, token(HOUR.plusSeconds(1), DEVICE, IRELAND), second)),
                Arguments.of(
                        "serial", request(null, token(HOUR, new Mfa(DEVICE.serial() + "2", null), IRELAND), second)),
                Arguments.of("no mfa", request(null, token(HOUR, null, IRELAND), second)),
                Arguments.of(
                        "mfa on the role", request(null, token(HOUR, null, IRELAND), role(call(o), DEVICE, IRELAND))),
                Arguments.of("region", request(null, token(HOUR, DEVICE, Endpoints.of("eu-west-2")), second)),
                Arguments.of("role region", request(null, first, role(call(o), null, Endpoints.of("eu-west-2")))),
                Arguments.of("partition", request(null, token(HOUR, DEVICE, Endpoints.of("cn-north-1")), second)),
                Arguments.of(
                        "sts", request(null, token(HOUR, DEVICE, new Endpoints("eu-west-1", null, sts, null)), second)),
                Arguments.of("role arn", with(new AssumeRole(call(o).roleArn() + "2", "session", HOUR, o))),
                Arguments.of("session name", with(new AssumeRole(call(o).roleArn(), "session2", HOUR, o))),
                Arguments.of(
                        "role duration", with(new AssumeRole(call(o).roleArn(), "session", HOUR.plusSeconds(1), o))),
                Arguments.of(
                        "external id",
                        with(call(new AssumeRole.Options("x", o.tags(), o.transitiveTags(), "identity")))),
                Arguments.of(
                        "no external id",
                        with(call(new AssumeRole.Options(null, o.tags(), o.transitiveTags(), "identity")))),
                Arguments.of(
                        "empty external id",
                        with(call(new AssumeRole.Options("", o.tags(), o.transitiveTags(), "identity")))),
                Arguments.of(
                        "no tags",
                        with(call(new AssumeRole.Options("external", Map.of(), o.transitiveTags(), "identity")))),
                Arguments.of(
                        "tag value",
                        with(call(new AssumeRole.Options(
                                "external", Map.of("a", "12"), o.transitiveTags(), "identity")))),
                Arguments.of(
                        "tag split",
                        with(call(new AssumeRole.Options(
                                "external", Map.of("a1", "2"), o.transitiveTags(), "identity")))),
                Arguments.of(
                        "transitive",
                        with(call(new AssumeRole.Options("external", o.tags(), List.of("a", "b"), "identity")))),
                Arguments.of(
                        "no transitive",
                        with(call(new AssumeRole.Options("external", o.tags(), List.of(), "identity")))),
                Arguments.of(
                        "identity", with(call(new AssumeRole.Options("external", o.tags(), o.transitiveTags(), "i")))),
                Arguments.of(
                        "no identity",
                        with(call(new AssumeRole.Options("external", o.tags(), o.transitiveTags(), null)))),
                Arguments.of("keys only", request(null)));
    }

    private static SessionRequest with(AssumeRole call) {
        return request(null, token(HOUR, DEVICE, IRELAND), role(call, null, IRELAND));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void everyFieldCounts(String field, SessionRequest changed) {
        assertThat(changed.hash()).as(field).isNotEqualTo(base().hash());
        assertThat(changes().filter(a -> ((SessionRequest) a.get()[1]).hash().equals(changed.hash())))
                .as("%s differs from all others", field)
                .hasSize(1);
    }

    @Test
    void aSandboxIsNamedNotAddressed() {
        Endpoints port1 = new Endpoints("us-east-1", null, URI.create("http://127.0.0.1:1"), null);
        Endpoints port2 = new Endpoints("us-east-1", null, URI.create("http://127.0.0.1:2"), Path.of("/ca"));
        assertThat(request("box", token(HOUR, null, port1)).hash())
                .isEqualTo(request("box", token(HOUR, null, port2)).hash());
        assertThat(request(null, token(HOUR, null, port1)).hash())
                .isNotEqualTo(request(null, token(HOUR, null, port2)).hash());
    }

    @Test
    void twoRolesShareThePrime() {
        SessionRequest other = request(
                null,
                token(HOUR, DEVICE, IRELAND),
                role(
                        new AssumeRole("arn:aws:iam::123456789012:role/S", "s", HOUR, AssumeRole.Options.NONE),
                        null,
                        Endpoints.of("eu-west-2")));
        assertThat(other.hash()).isNotEqualTo(base().hash());
        assertThat(other.prime().orElseThrow().hash())
                .isEqualTo(base().prime().orElseThrow().hash());
        // A profile that asks for just that session has it too.
        assertThat(base().prime().orElseThrow().hash())
                .isEqualTo(request(null, token(HOUR, DEVICE, IRELAND)).hash());
        assertThat(base().prime().orElseThrow().profile()).isEqualTo("keys");
        assertThat(base().prime().orElseThrow().prime()).isEmpty();
        assertThat(request(null, role(call(options()), DEVICE, IRELAND)).prime())
                .isEmpty();
    }

    @Test
    void theCodeCanGoToTheRoleItself() {
        SessionRequest direct = base().withMfaOnRole().orElseThrow();
        assertThat(direct).isEqualTo(request(null, role(call(options()), DEVICE, IRELAND)));
        assertThat(direct.withMfaOnRole()).isEmpty();
        assertThat(request(null, token(HOUR, null, IRELAND), role(call(options()), null, IRELAND))
                        .withMfaOnRole())
                .isEmpty();
        assertThat(request(null, token(HOUR, DEVICE, IRELAND)).withMfaOnRole()).isEmpty();
    }

    @Test
    void aHashHas32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> RequestHash.of(new byte[31]));
        assertThat(RequestHash.parse(base().hash().hex())).isEqualTo(base().hash());
        assertThat(RequestHash.parse("x".repeat(64))).isNull();
        assertThat(RequestHash.parse("00")).isNull();
    }
}
