package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.MfaDevice;
import ykaws.aws.config.ProfileEditor;
import ykaws.aws.enroll.Trial.Fault;
import ykaws.aws.enroll.Trial.Order;
import ykaws.aws.fake.MemoryAws;
import ykaws.oath.CredentialId;
import ykaws.oath.NewCredential;
import ykaws.oath.Secret;

/**
 * What comes after an enrolment, with a fault at every point: {@code --replace}, {@code unenroll}, {@code resync}. The
 * next run ends in the wished state.
 */
class DeviceFaultMatrixTest {
    private static final String OLD = "arn:aws:iam::123456789012:mfa/old";
    private static final String FRESH = "arn:aws:iam::123456789012:mfa/old-12345678";
    private static final byte[] OLD_SEED = "the old device's seed".getBytes(StandardCharsets.US_ASCII);

    @TempDir(factory = FaultMatrixTest.InMemory.class)
    Path temp;

    private final List<String> failures = new ArrayList<>();
    private int trials;

    private interface Check {
        void of(Trial trial) throws IOException;
    }

    /** What is tried, from where, and where it must end. */
    private record Case(Trial.Work preparation, Trial.Work work, Check wished) {}

    @AfterEach
    void report(TestInfo test) {
        System.out.println("fault matrix, " + test.getDisplayName() + ": " + trials + " trials");
        assertThat(failures).isEmpty();
        assertThat(trials).isGreaterThan(10);
    }

    private void singles(Case each) throws IOException {
        List<Trial.Point> points;
        try (Trial trial = prepared(each)) {
            trial.run(each.work);
            each.wished.of(trial);
            points = List.copyOf(trial.points);
        }
        List<Order> orders = TrialOrders.all(points);
        for (Order order : orders) {
            attempt(each, order);
        }
        for (int first = 0; first < points.size(); first++) {
            attempt(each, new Order(first, Fault.KILL), new Order(first / 2, Fault.KILL));
        }
    }

    private Trial prepared(Case each) throws IOException {
        Trial trial = new Trial(Files.createTempDirectory(temp, "trial"), 1);
        trial.run(each.preparation);
        return trial;
    }

    /** Runs with one fault each, then one in peace. */
    private void attempt(Case each, Order... orders) throws IOException {
        trials++;
        StringBuilder what = new StringBuilder(List.of(orders).toString());
        try (Trial trial = prepared(each)) {
            for (Order order : orders) {
                what.append(endure(trial, each.work, order));
            }
            try {
                trial.run(each.work);
                each.wished.of(trial);
            } catch (IOException | RuntimeException | AssertionError e) {
                failures.add(what + ": " + e);
            }
        }
    }

    private static String endure(Trial trial, Trial.Work work, Order order) {
        try {
            trial.run(work, order);
            return " (went well)";
        } catch (IOException | AssertionError e) {
            return " (" + e + ")";
        } catch (Trial.Killed e) {
            return " (killed)";
        }
    }

    private static void holdsOnly(Trial trial, String serial) throws IOException {
        assertThat(trial.accounts(0)).containsExactly(serial);
        assertThat(trial.aws.deviceSerials()).containsExactly(serial);
        assertThat(trial.aws.isEnabled(serial)).isTrue();
        String code = trial.session(0)
                .calculate(CredentialId.of(serial), trial.clock.instant())
                .digits();
        assertThat(trial.aws.isCodeOf(serial, code)).isTrue();
    }

    // --replace

    private void anOldDevice(Trial trial, boolean onThisKey) throws IOException {
        trial.aws.unassignedDevice(OLD, OLD_SEED);
        trial.aws.enable(OLD);
        for (String profile : List.of("dev", "other")) {
            ProfileEditor.set(trial.config, profile, "mfa_serial", OLD);
        }
        if (onThisKey) {
            try (NewCredential account = NewCredential.builder(CredentialId.of(OLD), Secret.copyOf(OLD_SEED))
                    .build()) {
                trial.session(0).put(account);
            }
        }
        trial.always = () -> {
            if (trial.aws.enabledDevices() == 0) {
                failures.add("a moment without a device, before point " + trial.points.size());
            }
        };
    }

    private static void replace(Trial trial) throws IOException {
        UserDevices devices = UserDevices.of(trial.parts, trial.login, null);
        DeviceReplacement replacement = new DeviceReplacement(trial.parts, devices, "old");
        EnrollPlan plan = trial.plan(replacement.name(trial.open().open(0)), EnrollWish.Options.NONE);
        assertThat(replacement.isPossible(plan)).isTrue();
        EnrollResult done = trial.enrollment().run(plan);
        replacement.finish(trial.login, done.mfaSerial(), trial.places());
    }

    private static void replaced(Trial trial) throws IOException {
        holdsOnly(trial, FRESH);
        assertThat(Files.readString(trial.config)).doesNotContain(OLD + "\n").contains(FRESH);
    }

    @Test
    void replacingADeviceOfAnotherKey() throws IOException {
        singles(new Case(
                trial -> anOldDevice(trial, false), DeviceFaultMatrixTest::replace, DeviceFaultMatrixTest::replaced));
    }

    @Test
    void replacingADeviceOfTheSameKeyWhereDeactivatingNeedsMfa() throws IOException {
        singles(new Case(
                trial -> {
                    trial.aws.deactivateNeedsMfa = true;
                    anOldDevice(trial, true);
                },
                DeviceFaultMatrixTest::replace,
                DeviceFaultMatrixTest::replaced));
    }

    // unenroll

    private static void unenroll(Trial trial) throws IOException {
        UserDevices devices = UserDevices.of(trial.parts, trial.login, null);
        List<CredentialId> accounts =
                trial.accounts(0).stream().map(CredentialId::of).toList();
        DeviceChoice choice = new DeviceChoice(devices, accounts, null);
        List<MfaDevice> known = choice.known();
        MfaDevice device = known.isEmpty()
                ? choice.gone(new ProfileSerials(trial.files()).all()).orElse(null)
                : known.get(0);
        if (device != null) {
            new Unenrollment(trial.parts).everywhere(trial.login, device, trial.places());
        }
    }

    private static void nothingIsLeft(Trial trial) throws IOException {
        assertThat(trial.aws.deviceSerials()).isEmpty();
        assertThat(trial.accounts(0)).isEmpty();
        assertThat(Files.readString(trial.config)).doesNotContain("mfa_serial");
        assertThat(trial.journal.all()).isEmpty();
    }

    private static void enrolledAMinuteAgo(Trial trial) throws IOException {
        trial.enroll(null, EnrollWish.Options.NONE);
        ProfileEditor.set(trial.config, "other", "mfa_serial", MemoryAws.SERIAL);
        trial.clock.pass(Duration.ofSeconds(90));
    }

    @Test
    void unenrolling() throws IOException {
        singles(new Case(
                DeviceFaultMatrixTest::enrolledAMinuteAgo,
                DeviceFaultMatrixTest::unenroll,
                DeviceFaultMatrixTest::nothingIsLeft));
    }

    @Test
    void unenrollingWhereDeactivatingNeedsMfa() throws IOException {
        singles(new Case(
                trial -> {
                    trial.aws.deactivateNeedsMfa = true;
                    enrolledAMinuteAgo(trial);
                },
                DeviceFaultMatrixTest::unenroll,
                DeviceFaultMatrixTest::nothingIsLeft));
    }

    // resync

    private static void resync(Trial trial) throws IOException {
        new Resynchronization(trial.parts).run(trial.login, MemoryAws.USER, MemoryAws.SERIAL, trial.codes());
    }

    @Test
    void resynchronizing() throws IOException {
        singles(new Case(
                DeviceFaultMatrixTest::enrolledAMinuteAgo,
                DeviceFaultMatrixTest::resync,
                trial -> holdsOnly(trial, MemoryAws.SERIAL)));
    }
}
