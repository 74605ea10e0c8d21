package ykaws.aws.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import ykaws.aws.enroll.Trial.Fault;
import ykaws.aws.enroll.Trial.Order;
import ykaws.aws.enroll.Trial.Point;
import ykaws.aws.fake.MemoryAws;
import ykaws.oath.CredentialId;
import ykaws.oath.NewCredential;
import ykaws.oath.Secret;

/**
 * Whatever goes wrong at whatever point, the next run ends enrolled: IAM and the key agree, and nothing is left that
 * nobody was told of.
 */
class FaultMatrixTest {
    private static final EnrollWish.Options SAME_SEED = new EnrollWish.Options(true, false, Map.of());

    private static final EnrollWish.Options FORCE = new EnrollWish.Options(false, true, Map.of());

    @TempDir(factory = InMemory.class)
    Path temp;

    private final List<String> failures = new ArrayList<>();
    private int trials;

    /** Durable files cost most of a trial's time, and a test's need not outlast a power cut. */
    static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "ykaws-matrix-")
                    : Files.createTempDirectory("ykaws-matrix-");
        }
    }

    /** A setting in which the whole matrix is tried. */
    private record Variant(EnrollWish.Options options, int keys, Preparation preparation) {}

    private interface Preparation {
        void of(Trial trial) throws IOException;
    }

    @AfterEach
    void report(TestInfo test) {
        System.out.println("fault matrix, " + test.getDisplayName() + ": " + trials + " trials");
        assertThat(failures).isEmpty();
        assertThat(trials).isGreaterThan(10);
    }

    private static Variant plain() {
        return new Variant(EnrollWish.Options.NONE, 1, trial -> {});
    }

    @Test
    void oneFaultAnywhere() throws IOException {
        singles(plain());
    }

    @Test
    void oneFaultAnywhereOnTwoKeysWithADeviceEach() throws IOException {
        singles(new Variant(EnrollWish.Options.NONE, 2, trial -> {}));
    }

    @Test
    void oneFaultAnywhereOnTwoKeysWithTheSameSeed() throws IOException {
        singles(new Variant(SAME_SEED, 2, trial -> {}));
    }

    @Test
    void oneFaultAnywhereWhereDeactivatingNeedsMfa() throws IOException {
        singles(new Variant(EnrollWish.Options.NONE, 1, trial -> trial.aws.deactivateNeedsMfa = true));
    }

    @Test
    void oneFaultAnywhereWhereNothingMayBeDeleted() throws IOException {
        singles(new Variant(EnrollWish.Options.NONE, 1, trial -> trial.aws.denied.add("DeleteVirtualMFADevice")));
    }

    @Test
    void oneFaultAnywhereWhereNothingMayBeListed() throws IOException {
        singles(new Variant(
                EnrollWish.Options.NONE,
                1,
                trial -> trial.aws.denied.addAll(List.of("ListMFADevices", "ListVirtualMFADevices"))));
    }

    @Test
    void oneFaultAnywhereWhereAnAccountIsReplacedByForce() throws IOException {
        singles(new Variant(FORCE, 1, trial -> foreignAccount(trial, false)));
    }

    @Test
    void oneFaultAnywhereWhereAnAccountAndItsLeftoverAreReplacedByForce() throws IOException {
        singles(new Variant(FORCE, 1, trial -> foreignAccount(trial, true)));
    }

    /** The name of the device is taken by an account of another secret; there is always one under it. */
    private void foreignAccount(Trial trial, boolean leftover) throws IOException {
        try (NewCredential account = NewCredential.builder(
                        CredentialId.of(MemoryAws.SERIAL), Secret.copyOf("another".getBytes(StandardCharsets.UTF_8)))
                .touch(true)
                .build()) {
            trial.session(0).put(account);
        }
        if (leftover) {
            trial.aws.leftoverDevice(MemoryAws.SERIAL);
        }
    }

    @Test
    void killedOnTheWayBack() throws IOException {
        for (Order fault : orders(plain())) {
            if (fault.fault() != Fault.KILL) {
                int length = lengthWith(plain(), fault);
                for (int at = fault.number() + 1; at < length; at++) {
                    attempt(plain(), fault, new Order(at, Fault.KILL));
                }
            }
        }
    }

    @Test
    void twoFaultsOneOfAwsAndOneOfTheKey() throws IOException {
        List<Order> orders = orders(plain());
        List<Point> points = points(plain());
        for (Order aws : orders) {
            for (Order key : orders) {
                boolean both = points.get(aws.number()).aws()
                        && !points.get(key.number()).aws();
                if (both && aws.fault() != Fault.KILL && key.fault() != Fault.KILL) {
                    attempt(plain(), aws, key);
                }
            }
        }
    }

    @Test
    void killedTwice() throws IOException {
        int length = points(plain()).size();
        for (int first = 0; first < length; first++) {
            for (int second = 0; second < length; second++) {
                attemptTwice(new Order(first, Fault.KILL), new Order(second, Fault.KILL));
            }
        }
    }

    private void singles(Variant variant) throws IOException {
        for (Order order : orders(variant)) {
            attempt(variant, order);
        }
    }

    /** All that can go wrong at each point of an enrolment that goes well. */
    private List<Order> orders(Variant variant) throws IOException {
        return TrialOrders.all(points(variant));
    }

    private List<Point> points(Variant variant) throws IOException {
        try (Trial trial = trial(variant)) {
            trial.run(variant.options);
            check(variant, trial, "without a fault");
            return List.copyOf(trial.points);
        }
    }

    private int lengthWith(Variant variant, Order... orders) throws IOException {
        try (Trial trial = trial(variant)) {
            endure(trial, variant, orders);
            return trial.points.size();
        }
    }

    private Trial trial(Variant variant) throws IOException {
        Trial trial = new Trial(Files.createTempDirectory(temp, "trial"), variant.keys);
        variant.preparation.of(trial);
        return trial;
    }

    private void attempt(Variant variant, Order... orders) throws IOException {
        trials++;
        try (Trial trial = trial(variant)) {
            String outcome = endure(trial, variant, orders);
            if (variant.options.force() && trial.accounts(0).isEmpty()) {
                failures.add(List.of(orders) + " (" + outcome + "): neither the former account nor the new one");
            }
            finish(variant, trial, List.of(orders) + " (" + outcome + ")");
        }
    }

    private void attemptTwice(Order first, Order second) throws IOException {
        trials++;
        try (Trial trial = trial(plain())) {
            String outcome = endure(trial, plain(), first) + ", " + endure(trial, plain(), second);
            finish(plain(), trial, first + " then " + second + " (" + outcome + ")");
        }
    }

    private static String endure(Trial trial, Variant variant, Order... orders) {
        try {
            trial.run(variant.options, orders);
            return "went well";
        } catch (IOException e) {
            return e.toString();
        } catch (Trial.Killed e) {
            return "killed";
        }
    }

    /** The run after it, with nothing in its way. */
    private void finish(Variant variant, Trial trial, String what) {
        try {
            trial.run(variant.options);
            check(variant, trial, what);
            trial.run(variant.options);
            check(variant, trial, what + ", once more");
        } catch (IOException | RuntimeException | AssertionError e) {
            failures.add(what + ": " + e);
        }
    }

    private void check(Variant variant, Trial trial, String what) throws IOException {
        List<String> enabled = new ArrayList<>();
        for (String serial : trial.aws.deviceSerials()) {
            boolean told = trial.left.contains(Commands.deleteDevice(serial));
            if (trial.aws.isEnabled(serial)) {
                enabled.add(serial);
            } else if (!told) {
                failures.add(what + ": the orphan " + serial + " that nobody was told of");
            }
        }
        boolean oneForAll = variant.options.sameSeed() || variant.keys == 1;
        if (enabled.size() != (oneForAll ? 1 : variant.keys)) {
            failures.add(what + ": enabled are " + enabled);
        }
        for (int i = 0; i < variant.keys; i++) {
            List<String> accounts = trial.accounts(i);
            boolean fits = accounts.size() == 1
                    && enabled.contains(accounts.get(0))
                    && trial.aws.isCodeOf(
                            accounts.get(0),
                            trial.session(i)
                                    .calculate(CredentialId.of(accounts.get(0)), trial.clock.instant())
                                    .digits());
            if (!fits) {
                failures.add(what + ": key " + i + " holds " + accounts + ", enabled are " + enabled);
            }
        }
        if (enabled.isEmpty() || !Files.readString(trial.config).contains("mfa_serial = " + enabled.get(0))) {
            failures.add(what + ": the profile names another device");
        }
    }
}
