package ykaws.aws.sdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AccessKeys;
import ykaws.aws.AssumeRole;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.MfaCode;
import ykaws.aws.ServerDates;
import ykaws.aws.Sts;
import ykaws.oath.Secret;

/** Clients of a server that answers by script. */
abstract class WireFixture {
    static final String SERIAL = "arn:aws:iam::123456789012:mfa/dev";
    static final MfaCode CODE = new MfaCode(SERIAL, "123456");
    static final AssumeRole ROLE = new AssumeRole(
            "arn:aws:iam::123456789012:role/DevRole", "dev", Duration.ofHours(1), AssumeRole.Options.NONE);
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @TempDir
    Path temp;

    final SdkClients clients = new SdkClients(
            new SdkClients.Timeouts(Duration.ofSeconds(2), Duration.ofMillis(700)), ServerDates.NONE, false);
    final AccessKeys keys =
            new AccessKeys("AKIAIOSFODNN7EXAMPLE", Secret.takeOver(SECRET.getBytes(StandardCharsets.UTF_8)));
    ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    Endpoints here() {
        return new Endpoints("eu-central-1", server.endpoint(), server.endpoint(), null);
    }

    Sts sts() {
        return clients.sts(keys, here());
    }

    Iam iam() {
        return clients.iam(keys, here());
    }

    static String text(Secret secret) {
        return secret.expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    static String hex(Secret secret) {
        return secret.expose(bytes -> HexFormat.of().formatHex(bytes));
    }

    static String credentials(String action) {
        return "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                + "Result><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s3cret</SecretAccessKey>"
                + "<SessionToken>t0ken</SessionToken><Expiration>2026-09-21T10:00:00Z</Expiration></Credentials></"
                + action + "Result></" + action + "Response>";
    }
}
