package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AccessKeys;
import ykaws.aws.Endpoints;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.Credential;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.TouchNotice;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Wire;

/** A user without a device, a key without an account, and what it takes to bring them together. */
abstract class EnrollFixture {
    static final int PUT = 0x01;

    @TempDir
    Path temp;

    final TestClock clock = new TestClock();
    final MemoryAws aws = new MemoryAws(clock);
    final List<String> progress = new ArrayList<>();
    int touches;
    boolean finger = true;
    FaultyConnection connection;
    Path config;
    ReplayLedger ledger;
    AccessKeys keys = accessKeys("AKIADEV");

    static AccessKeys accessKeys(String id) {
        return new AccessKeys(id, Secret.takeOver("secret".getBytes(StandardCharsets.UTF_8)));
    }

    @BeforeEach
    void plugIn() throws IOException {
        SoftKeys.Settings settings = new SoftKeys.Settings(this::touch, Pause.SYSTEM, Wire.YUBIKEY);
        SoftKeys soft = SoftKeys.in(new StateFolder(temp.resolve("sandbox")), settings);
        connection = new FaultyConnection(soft.keys().get(0).connect());
        config = temp.resolve("config");
        ledger = new ReplayLedger(Files.createDirectories(temp.resolve("state")).resolve("ledger"));
    }

    @AfterEach
    void unplug() throws IOException {
        // A test that leaves an interrupt behind would hit the next one.
        assertThat(Thread.interrupted()).isFalse();
        connection.close();
    }

    boolean touch() {
        touches++;
        return finger;
    }

    OathSession open() throws IOException {
        return OathSession.open(connection);
    }

    List<String> accounts() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Credential each : open().list()) {
            ids.add(each.id().text());
        }
        return ids;
    }

    EnrollWish wish() {
        return wish(null, "/");
    }

    EnrollWish wish(String name, String path) {
        return new EnrollWish(
                new EnrollWish.Login(keys, Endpoints.of("eu-central-1")),
                new EnrollWish.Device(name, null, path, true),
                new EnrollWish.Target(config, List.of("dev", "dev-role")));
    }

    Enrollment enrollment() {
        return new Enrollment(
                new Enrollment.Parts(
                        aws, ledger, AwsClock.forgetful(clock), clock, new Journal(temp.resolve("state/enrollments"))),
                new EnrollProgress() {
                    @Override
                    public void started(EnrollStep step) {
                        progress.add(step.toString());
                    }

                    @Override
                    public void undoing(EnrollStep step) {
                        progress.add("undo " + step);
                    }

                    @Override
                    public void skipped(String check, IOException why) {
                        progress.add("skipped " + check);
                    }
                });
    }

    EnrollPlan plan(EnrollWish wish) throws IOException {
        return enrollment()
                .plan(wish, EnrollKeys.of(new EnrollKey(open(), OptionalInt.of(12345678), TouchNotice.NONE)));
    }

    EnrollResult enroll() throws IOException {
        return enrollment().run(plan(wish()));
    }

    void assertNothingLeft() throws IOException {
        assertThat(aws.deviceSerials()).isEmpty();
        assertThat(accounts()).isEmpty();
        assertThat(config).doesNotExist();
    }
}
