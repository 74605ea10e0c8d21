package ykaws.sandbox.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import ykaws.sandbox.StateFolder;

/** A local AWS with the project's template, a clock that the test turns, and short ways to what most tests need. */
abstract class AwsTest {
    /** Ten seconds into a time step. */
    static final Instant START = Instant.ofEpochSecond(1_790_000_010);

    static final String ROLE = "arn:aws:iam::123456789012:role/DevRole";
    static final String DEVICE = "arn:aws:iam::123456789012:mfa/dev";

    @TempDir
    Path temp;

    final AtomicReference<Instant> now = new AtomicReference<>(START);
    final Faults faults = new Faults();
    StateFolder folder;
    LocalAws aws;

    @BeforeEach
    void start() throws IOException {
        folder = new StateFolder(temp.resolve("sandbox"));
        aws = LocalAws.start(folder, settings());
    }

    @AfterEach
    void stop() throws IOException {
        aws.close();
    }

    LocalAwsSettings settings() throws IOException {
        return LocalAwsSettings.of(template(), now::get).withFaults(faults);
    }

    final void restart(LocalAwsSettings settings) throws IOException {
        aws.close();
        aws = LocalAws.start(folder, settings);
    }

    static String template() throws IOException {
        return Files.readString(Path.of("../src/main/resources/ykaws/template.yaml"));
    }

    final void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    final Requests dev() throws IOException {
        return new Requests(aws.endpoint(), Requests.Keys.of(aws.devKey()), now.get());
    }

    final Requests admin() throws IOException {
        return new Requests(aws.endpoint(), Requests.Keys.of(aws.adminKey()), now.get());
    }

    final Requests with(Requests.Keys session) {
        return new Requests(aws.endpoint(), session, now.get());
    }

    final Codes create(String name) throws IOException {
        Requests.Reply made = dev().iam("CreateVirtualMFADevice", "VirtualMFADeviceName", name);
        return Codes.ofBlob(made.value("Base32StringSeed"));
    }

    final Requests.Reply enable(String name, String first, String second) throws IOException {
        return dev().iam(
                        "EnableMFADevice",
                        "UserName",
                        "dev",
                        "SerialNumber",
                        "arn:aws:iam::123456789012:mfa/" + name,
                        "AuthenticationCode1",
                        first,
                        "AuthenticationCode2",
                        second);
    }

    /** An enabled device of dev's; two time steps later, so that its current code is fresh. */
    final Codes enrolled() throws IOException {
        Codes codes = create("dev");
        enable("dev", codes.at(now.get(), -1), codes.at(now.get(), 0));
        pass(Duration.ofSeconds(60));
        return codes;
    }

    final Requests.Reply sessionToken(String code, String... more) throws IOException {
        String[] parameters =
                java.util.Arrays.copyOf(new String[] {"SerialNumber", DEVICE, "TokenCode", code}, 4 + more.length);
        System.arraycopy(more, 0, parameters, 4, more.length);
        return dev().sts("GetSessionToken", parameters);
    }

    static Requests.Reply assumeRole(Requests by, String... more) throws IOException {
        String[] parameters =
                java.util.Arrays.copyOf(new String[] {"RoleArn", ROLE, "RoleSessionName", "work"}, 4 + more.length);
        System.arraycopy(more, 0, parameters, 4, more.length);
        return by.sts("AssumeRole", parameters);
    }
}
