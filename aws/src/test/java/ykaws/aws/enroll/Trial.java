package ykaws.aws.enroll;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.fake.MemoryAws;
import ykaws.aws.fake.TestClock;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.TouchNotice;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Wire;

/**
 * A world for one trial of the fault matrix: an AWS, keys, and a numbered sequence of what happens between them and an
 * enrolment, at any point of which something can go wrong.
 */
final class Trial implements AutoCloseable {
    /** What can go wrong at one point. */
    enum Fault {
        /** AWS refuses, for good. */
        REFUSED,
        THROTTLED,
        /** The call does not arrive, or its answer does not: by the point, before or after the effect. */
        SILENCE,
        /** The key is pulled out, before or after it did as it was told. */
        REMOVED,
        /** The key answers 6F00. */
        CARD_ERROR,
        /** The key answers 6A84 to PUT. */
        FULL,
        /** kill -9. */
        KILL
    }

    /** Nothing catches it, so that nothing is taken back. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A point of the sequence.
     *
     * @param name the action, or INS of an APDU in hexadecimal
     */
    record Point(int number, String name, boolean aws, boolean after) {}

    /** Something that goes wrong at a point. */
    record Order(int number, Fault fault) {}

    final TestClock clock = new TestClock();
    final MemoryAws aws = new MemoryAws(clock);
    final List<Point> points = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final List<String> undone = new ArrayList<>();
    final Journal journal;
    final Path config;
    private final List<SmartCardConnection> connections = new ArrayList<>();
    private final List<OptionalInt> serials = new ArrayList<>();
    final EnrollWish.Login login;
    final Enrollment.Parts parts;
    /** Looks at the world at every point. */
    Runnable always = () -> {};

    private List<Order> orders = List.of();
    private boolean removed;

    Trial(Path folder, int keyCount) throws IOException {
        SoftKeys.Settings settings = new SoftKeys.Settings(() -> true, Pause.SYSTEM, Wire.YUBIKEY);
        for (SoftKey key : SoftKeys.in(new StateFolder(folder.resolve("sandbox")), settings)
                .keys()
                .subList(0, keyCount)) {
            connections.add(new Cable(key.connect()));
            serials.add(OptionalInt.of(key.serial()));
        }
        config = folder.resolve("config");
        Path state = Files.createDirectories(folder.resolve("state"));
        ReplayLedger ledger = new ReplayLedger(state.resolve("ledger"));
        journal = new Journal(state.resolve("enrollments"));
        login = new EnrollWish.Login(
                new AccessKeys("AKIADEV", Secret.takeOver("secret".getBytes(StandardCharsets.UTF_8))),
                Endpoints.of("eu-central-1"));
        parts = new Enrollment.Parts(aws, ledger, AwsClock.forgetful(clock), clock, journal);
        aws.watch = this::awsPoint;
    }

    /** What is tried. */
    interface Work {
        void on(Trial trial) throws IOException;
    }

    /** Enrols; the orders hold for this run only. */
    void run(EnrollWish.Options options, Order... what) throws IOException {
        run(trial -> trial.enroll(null, options), what);
    }

    /** The same with other work. */
    void run(Work work, Order... what) throws IOException {
        points.clear();
        left.clear();
        undone.clear();
        removed = false;
        orders = List.of(what);
        try {
            work.on(this);
        } finally {
            orders = List.of();
            removed = false;
        }
    }

    EnrollPlan plan(String name, EnrollWish.Options options) throws IOException {
        return enrollment()
                .plan(
                        new EnrollWish(
                                login,
                                new EnrollWish.Device(name, null, "/", true),
                                new EnrollWish.Target(config, List.of("dev")),
                                options),
                        open());
    }

    Enrollment enrollment() {
        return new Enrollment(parts, progress());
    }

    void enroll(String name, EnrollWish.Options options) throws IOException {
        enrollment().run(plan(name, options));
    }

    Unenrollment.Places places() throws IOException {
        return new Unenrollment.Places(codes(), open(), files());
    }

    AwsFiles files() {
        return new AwsFiles(config, config.resolveSibling("credentials"));
    }

    /** Of the first key, opened for each code as the program does. */
    CodeSource codes() {
        return (serial, step) -> session(0)
                .calculate(CredentialId.of(serial), Instant.ofEpochSecond(step * CredentialId.DEFAULT_PERIOD))
                .digits();
    }

    EnrollKeys open() throws IOException {
        List<EnrollKey> open = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            open.add(new EnrollKey(OathSession.open(connections.get(i)), serials.get(i), TouchNotice.NONE));
        }
        return EnrollKeys.of(open.toArray(new EnrollKey[0]));
    }

    OathSession session(int key) throws IOException {
        return OathSession.open(connections.get(key));
    }

    List<String> accounts(int key) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Credential each : session(key).list()) {
            ids.add(each.id().text());
        }
        return ids;
    }

    private EnrollProgress progress() {
        return new EnrollProgress() {
            @Override
            public void started(EnrollStep step) {
                // The points tell it.
            }

            @Override
            public void undoing(EnrollStep step) {
                undone.add(step.name());
            }

            @Override
            public void skipped(String check, IOException why) {
                // Nothing is left behind by it.
            }

            @Override
            public void left(String what, String command) {
                left.add(command);
            }
        };
    }

    private Fault next(String name, boolean ofAws, boolean after) {
        always.run();
        Point point = new Point(points.size(), name, ofAws, after);
        points.add(point);
        for (Order order : orders) {
            if (order.number == point.number && TrialOrders.fits(order.fault, point)) {
                if (order.fault == Fault.KILL) {
                    throw new Killed();
                }
                return order.fault;
            }
        }
        return null;
    }

    private void awsPoint(String action, boolean after) throws AwsException {
        Fault fault = next(action, true, after);
        if (fault != null) {
            AwsException.Kind kind = switch (fault) {
                case THROTTLED -> AwsException.Kind.THROTTLED;
                case SILENCE -> AwsException.Kind.UNREACHABLE;
                default -> AwsException.Kind.REFUSED;
            };
            throw MemoryAws.error(kind, "iam:" + action);
        }
    }

    @Override
    public void close() throws IOException {
        for (SmartCardConnection each : connections) {
            each.close();
        }
    }

    /** A cable with two points for each APDU. */
    private final class Cable implements SmartCardConnection {
        private final SmartCardConnection key;

        Cable(SmartCardConnection key) {
            this.key = key;
        }

        @Override
        public byte[] sendAndReceive(byte[] apdu) throws IOException {
            String name = String.format("%02X", apdu[1]);
            byte[] instead = answer(next(name, false, false));
            if (instead.length > 0) {
                return instead;
            }
            byte[] answer = key.sendAndReceive(apdu);
            answer(next(name, false, true));
            return answer;
        }

        private byte[] answer(Fault fault) throws IOException {
            removed |= fault == Fault.REMOVED;
            if (removed) {
                throw new IOException("the key was pulled out");
            }
            if (fault == Fault.CARD_ERROR) {
                return new byte[] {0x6F, 0};
            }
            return fault == Fault.FULL ? new byte[] {0x6A, (byte) 0x84} : new byte[0];
        }

        @Override
        public Transport getTransport() {
            return key.getTransport();
        }

        @Override
        public boolean isExtendedLengthApduSupported() {
            return key.isExtendedLengthApduSupported();
        }

        @Override
        public byte[] getAtr() {
            return key.getAtr();
        }

        @Override
        public void close() throws IOException {
            key.close();
        }
    }
}
