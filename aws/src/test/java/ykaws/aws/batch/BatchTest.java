package ykaws.aws.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.AwsException;
import ykaws.aws.Credentials;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.ServerDates;
import ykaws.aws.SignIn;
import ykaws.aws.Sts;
import ykaws.aws.enroll.EnrollException;
import ykaws.aws.enroll.EnrollKey;
import ykaws.aws.enroll.EnrollKeys;
import ykaws.aws.enroll.EnrollProgress;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.Journal;
import ykaws.aws.sdk.SdkClients;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.ReplayLedger;
import ykaws.oath.OathSession;
import ykaws.oath.Secret;
import ykaws.oath.TouchNotice;
import ykaws.pcsc.Pause;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Wire;

/** An administrator and new keys, with the real SDK and the local AWS. */
class BatchTest {
    private static final String ANN = "arn:aws:iam::123456789012:mfa/ann";

    @TempDir
    Path temp;

    private StateFolder folder;
    private LocalAws aws;
    private AccessKeys admin;
    private Endpoints endpoints;
    /** Calls that end the process, as far as what is on disk can tell. */
    private String deadly = "";

    private int made;

    @BeforeEach
    void start() throws IOException {
        folder = new StateFolder(temp.resolve("sandbox"));
        String template = Files.readString(Path.of("../src/main/resources/ykaws/template.yaml"));
        aws = LocalAws.start(folder, LocalAwsSettings.of(template, Clock.systemUTC()));
        aws.createUsers(List.of("ann", "ben"));
        AccessKey key = aws.adminKey();
        admin = new AccessKeys(
                key.accessKeyId(), Secret.takeOver(key.secretAccessKey().getBytes(StandardCharsets.US_ASCII)));
        endpoints = new Endpoints("us-east-1", aws.endpoint(), aws.endpoint(), null);
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
        aws.close();
    }

    /** Ends it all, where an exception would be taken back. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private AwsClients clients() {
        SdkClients sdk = SdkClients.ofLocalAws(ServerDates.NONE);
        return new AwsClients() {
            @Override
            public ykaws.aws.IdentityCenter identityCenter(
                    String region, Endpoints endpoints, java.time.InstantSource now) {
                throw new IllegalStateException("nobody signs in here");
            }

            @Override
            public Iam iam(Credentials keys, Endpoints there) {
                made++;
                Iam real = sdk.iam(keys, there);
                return (Iam) Proxy.newProxyInstance(
                        Iam.class.getClassLoader(), new Class<?>[] {Iam.class}, (proxy, method, arguments) -> {
                            if (method.getName().equals(deadly)) {
                                throw new Killed();
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }

            @Override
            public Sts sts(Credentials keys, Endpoints there) {
                made++;
                return sdk.sts(keys, there);
            }

            @Override
            public SignIn signIn(URI endpoint, @Nullable Path caBundle) {
                return sdk.signIn(endpoint, caBundle);
            }

            @Override
            public Sts unsignedSts(Endpoints there) {
                return sdk.unsignedSts(there);
            }
        };
    }

    private Batch batch() throws IOException {
        Path state = Files.createDirectories(temp.resolve("state"));
        Enrollment.Parts parts = new Enrollment.Parts(
                clients(),
                new ReplayLedger(state.resolve("ledger")),
                AwsClock.forgetful(Clock.systemUTC()),
                Pause.SYSTEM,
                new Journal(state.resolve("journal")));
        return Batch.of(parts, new EnrollWish.Login(admin, endpoints), EnrollProgress.NONE);
    }

    private static UserRow row(String user, OptionalInt key) {
        return new UserRow(1, user, user, "/", key, Map.of("team", "platform"));
    }

    private Batch.Done enroll(Batch batch, UserRow row, int number) throws IOException {
        SoftKeys keys =
                SoftKeys.in(folder, new SoftKeys.Settings(() -> true, ykaws.sandbox.Pause.SYSTEM, Wire.YUBIKEY));
        var soft = keys.ofBox(number);
        try (var connection = soft.connect()) {
            EnrollKey key =
                    new EnrollKey(OathSession.open(connection), OptionalInt.of(soft.serial()), TouchNotice.NONE);
            return batch.enroll(row, EnrollKeys.of(key), true);
        }
    }

    private List<String> calls() throws IOException {
        List<String> actions = new ArrayList<>();
        CallLog.read(folder).forEach(call -> actions.add(call.action()));
        return actions;
    }

    @Test
    void aUserGetsAKeyOnce() throws IOException {
        Batch batch = batch();
        UserRow row = row("ann", OptionalInt.empty());
        assertThat(batch.already(row, true)).isEmpty();

        Batch.Done done = enroll(batch, row, 1);

        assertThat(done.outcome()).isEqualTo(Batch.Outcome.ENROLLED);
        assertThat(done.serial()).isEqualTo(ANN);
        assertThat(done.key()).hasValue(30000001);
        assertThat(batch.already(row, true))
                .contains(new Batch.Done(Batch.Outcome.ALREADY, ANN, done.account(), done.key()));
        assertThat(calls()).containsOnlyOnce("CreateVirtualMFADevice", "TagMFADevice");
    }

    @Test
    void manyUsersCostTwoClients() throws IOException {
        Batch batch = batch();
        enroll(batch, row("ann", OptionalInt.empty()), 1);
        enroll(batch, row("ben", OptionalInt.empty()), 2);
        assertThat(batch.already(row("ann", OptionalInt.empty()), true)).isPresent();

        assertThat(made).isEqualTo(2);
    }

    @Test
    void aDeviceOnAnotherKeyThanTheFileSaysIsNotPassedOver() throws IOException {
        Batch batch = batch();
        enroll(batch, row("ann", OptionalInt.empty()), 1);
        assertThat(batch.already(row("ann", OptionalInt.of(30000001)), true)).isPresent();

        EnrollException e = catchThrowableOfType(
                EnrollException.class, () -> batch.already(row("ann", OptionalInt.of(30000002)), true));

        assertThat(e.kind()).isEqualTo(EnrollException.Kind.ALREADY_ENROLLED);
        assertThat(e.commands()).containsExactly("ykaws --key 30000001 unenroll ann --user ann");
    }

    @Test
    void aUserWhomIamDoesNotKnow() throws IOException {
        Batch batch = batch();
        AwsException e =
                catchThrowableOfType(AwsException.class, () -> batch.already(row("nobody", OptionalInt.empty()), true));
        assertThat(e.kind()).isEqualTo(AwsException.Kind.NO_SUCH_ENTITY);
    }

    /** Killed after Enable: the next run needs no key to finish it. */
    @Test
    void whatIsEnabledIsTaggedByTheNextRun() throws IOException {
        UserRow row = row("ann", OptionalInt.empty());
        deadly = "tagMfaDevice";
        Batch killed = batch();
        assertThat(catchThrowable(() -> enroll(killed, row, 1))).isInstanceOf(Killed.class);
        deadly = "";

        Batch batch = batch();
        assertThat(batch.begunOn(row)).hasValue(30000001);
        assertThat(batch.already(row, false)).isPresent();
        assertThat(calls()).as("a dry run changes nothing").doesNotContain("TagMFADevice");
        assertThat(batch.already(row, true).orElseThrow().key()).hasValue(30000001);
        assertThat(calls()).containsOnlyOnce("TagMFADevice");
        assertThat(batch.begunOn(row)).isEmpty();
        assertThat(batch.already(row, true).orElseThrow().key())
                .as("by its tag")
                .hasValue(30000001);
    }

    /** Killed before Enable: the next run goes on with that key. */
    @Test
    void whatWasBegunIsFinishedOnItsKey() throws IOException {
        UserRow row = row("ann", OptionalInt.empty());
        deadly = "enableMfaDevice";
        Batch killed = batch();
        assertThat(catchThrowable(() -> enroll(killed, row, 1))).isInstanceOf(Killed.class);
        deadly = "";

        Batch batch = batch();
        assertThat(batch.begunOn(row)).hasValue(30000001);
        assertThat(batch.already(row, true)).isEmpty();
        assertThat(enroll(batch, row, 1).outcome()).isEqualTo(Batch.Outcome.ENROLLED);
        assertThat(calls()).as("the device is adopted").containsOnlyOnce("CreateVirtualMFADevice");
    }
}
