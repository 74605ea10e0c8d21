package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The server as a whole: its log, its files, its life, and the faults that tests may order. */
class LocalAwsTest extends AwsTest {
    @Test
    void everyCallIsLogged() throws IOException {
        dev().sts("GetCallerIdentity");
        dev().iam("GetUser", "UserName", "admin");
        dev().unsigned().sts("GetSessionToken");
        dev().as(new Requests.Keys("AKIAIOSFODNN7EXAMPLE", "x", null)).iam("GetUser");
        List<CallLog> calls = CallLog.read(folder);
        String user = "arn:aws:iam::123456789012:user/dev";
        assertThat(calls)
                .containsExactly(
                        new CallLog(START, "sts", "GetCallerIdentity", user, "OK", "by-hand/1.0"),
                        new CallLog(START, "iam", "GetUser", user, "AccessDenied", "by-hand/1.0"),
                        new CallLog(START, "sts", "GetSessionToken", "-", "MissingAuthenticationToken", "by-hand/1.0"),
                        new CallLog(
                                START,
                                "iam",
                                "GetUser",
                                "AKIAIOSFODNN7EXAMPLE",
                                "InvalidClientTokenId",
                                "by-hand/1.0"));
        assertThat(calls).filteredOn(call -> call.is("sts:GetCallerIdentity")).hasSize(1);
    }

    @Test
    void theLogHoldsNoSecretAndNoLineOfTheClientsMaking() throws IOException {
        dev().iam("GetUser\nfake\tline", "SerialNumber", "x");
        assertThat(CallLog.read(folder))
                .singleElement()
                .satisfies(call -> assertThat(call.action()).isEqualTo("GetUser?fake?line"));
        String log = Files.readString(folder.path().resolve("aws-calls.log"));
        assertThat(log).doesNotContain(aws.devKey().secretAccessKey());
    }

    @Test
    void filesAreTheOwnersOnly() throws IOException {
        dev().sts("GetSessionToken");
        for (String name : List.of("aws.json", "aws-calls.log")) {
            assertThat(Files.getPosixFilePermissions(folder.path().resolve(name)))
                    .hasSize(2);
        }
    }

    @Test
    void twoServersOnOneFolderShareTheirWorld() throws IOException {
        String code = enrolled().at(now.get(), 0);
        try (LocalAws other = LocalAws.start(folder, settings())) {
            assertThat(other.devKey()).isEqualTo(aws.devKey());
            Requests there = new Requests(other.endpoint(), Requests.Keys.of(aws.devKey()), now.get());
            Requests.Reply session = there.sts("GetSessionToken", "SerialNumber", DEVICE, "TokenCode", code);
            assertThat(session.code()).isEqualTo("OK");
            assertThat(sessionToken(code).message()).contains("invalid MFA one time pass code");
            assertThat(assumeRole(with(session.session())).code()).isEqualTo("OK");
        }
    }

    @Test
    void ofManyCallsWithOneCodeOneWins() throws Exception {
        String code = enrolled().at(now.get(), 0);
        aws.devKey();
        ExecutorService clients = Executors.newFixedThreadPool(6);
        try {
            List<Future<Requests.Reply>> replies = new java.util.ArrayList<>();
            for (int i = 0; i < 12; i++) {
                replies.add(clients.submit(() -> sessionToken(code)));
            }
            int taken = 0;
            for (Future<Requests.Reply> reply : replies) {
                taken += reply.get().status() == 200 ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            clients.shutdownNow();
        }
        assertThat(CallLog.read(folder))
                .filteredOn(call -> call.is("sts:GetSessionToken"))
                .hasSize(12);
    }

    @Test
    void anAnnouncedServerIsFoundUntilItCloses() throws IOException {
        assertThat(LocalAws.running(folder)).isEmpty();
        aws.announce();
        assertThat(LocalAws.running(folder)).contains(aws.endpoint());
        assertThat(CallLog.read(folder)).isEmpty();
        aws.close();
        assertThat(LocalAws.running(folder)).isEmpty();
    }

    @Test
    void aKilledServersAnnouncementMisleadsNobody() throws IOException {
        aws.announce();
        byte[] left = folder.read("aws-endpoint").orElseThrow();
        aws.close();
        folder.write("aws-endpoint", left);
        assertThat(LocalAws.running(folder)).isEmpty();
        // Another server that got the same port does not know the word.
        String port = String.valueOf(aws.endpoint().getPort());
        try (LocalAws next = LocalAws.start(folder, settings().withPort(Integer.parseInt(port)))) {
            assertThat(next.endpoint()).isEqualTo(aws.endpoint());
            assertThat(LocalAws.running(folder)).isEmpty();
        }
    }

    @Test
    void anOrderedRefusalHasNoEffect() throws IOException {
        faults.refuse(
                "CreateVirtualMFADevice", 1, new Faults.Refusal(409, "EntityTemporarilyUnmodifiable", "try again"));
        Requests.Reply refused = dev().iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "dev");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("EntityTemporarilyUnmodifiable");
        assertThat(dev().iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "dev")
                        .code())
                .isEqualTo("OK");
    }

    @Test
    void aDroppedAnswerHasItsEffect() throws IOException {
        // HttpURLConnection sends a lost POST once more by itself.
        faults.dropAfterEffect("CreateVirtualMFADevice", 2);
        assertThatThrownBy(() -> dev().iam("CreateVirtualMFADevice", "VirtualMFADeviceName", "dev"))
                .isInstanceOf(IOException.class);
        assertThat(MfaDevicesTest.serials(dev().iam("ListVirtualMFADevices"))).containsExactly(DEVICE);
    }

    @Test
    void aCallCanBeHeldWhileOthersGoOn() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        faults.before("GetSessionToken", 1, () -> {
            arrived.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        ExecutorService client = Executors.newSingleThreadExecutor();
        try {
            Future<Requests.Reply> held = client.submit(() -> dev().sts("GetSessionToken"));
            arrived.await();
            assertThat(dev().sts("GetCallerIdentity").code()).isEqualTo("OK");
            assertThat(held.isDone()).isFalse();
            go.countDown();
            assertThat(held.get().code()).isEqualTo("OK");
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void noFaultsTakesNoOrders() {
        assertThatThrownBy(() -> Faults.NONE.dropAfterEffect("GetUser", 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDamagedStateIsSaidNotReplaced() throws IOException {
        AccessKey key = aws.devKey();
        folder.write("aws.json", "{\"created\":".getBytes(StandardCharsets.US_ASCII));
        Requests.Reply reply = new Requests(aws.endpoint(), Requests.Keys.of(key), now.get()).sts("GetCallerIdentity");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.message()).contains("aws.json is damaged");
        assertThat(folder.read("aws.json").orElseThrow()).hasSize(11);
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        for (String request : List.of(
                "nonsense\r\n\r\n",
                "POST / HTTP/1.1\r\nbroken\r\n\r\n",
                "POST / HTTP/1.1\r\ncontent-length: 99999999\r\n\r\n",
                "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n")) {
            assertThat(raw(request)).startsWith("HTTP/1.1 400 ");
        }
        assertThat(raw("POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 ")
                .contains("MissingAuthenticationToken");
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), aws.endpoint().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return all.toString(StandardCharsets.US_ASCII);
        }
    }

    @Test
    void accessKeysCanBeRotated() throws IOException {
        AccessKey old = aws.devKey();
        Requests.Reply made = dev().iam("CreateAccessKey");
        Requests.Keys fresh = new Requests.Keys(made.value("AccessKeyId"), made.value("SecretAccessKey"), null);
        assertThat(dev().iam("CreateAccessKey").message()).isEqualTo("Cannot exceed quota for AccessKeysPerUser: 2");
        assertThat(with(fresh)
                        .iam("UpdateAccessKey", "AccessKeyId", old.accessKeyId(), "Status", "Inactive")
                        .code())
                .isEqualTo("OK");
        assertThat(with(Requests.Keys.of(old)).sts("GetCallerIdentity").code()).isEqualTo("InvalidClientTokenId");
        assertThat(with(fresh)
                        .iam("DeleteAccessKey", "AccessKeyId", old.accessKeyId())
                        .code())
                .isEqualTo("OK");
        assertThat(with(fresh).iam("ListAccessKeys").value("AccessKeyId")).isEqualTo(fresh.id());
        assertThat(aws.devKey().accessKeyId()).isEqualTo(fresh.id());
    }

    @Test
    void aNewKeyIsHeardOfAfterItsDelay() throws IOException {
        Requests.Keys old = Requests.Keys.of(aws.devKey());
        Requests.Keys fresh;
        try (LocalAws slow = LocalAws.start(folder, settings().withKeyDelay(Duration.ofSeconds(8)))) {
            Requests.Reply made = new Requests(slow.endpoint(), old, now.get()).iam("CreateAccessKey");
            fresh = new Requests.Keys(made.value("AccessKeyId"), made.value("SecretAccessKey"), null);
        }
        now.set(now.get().plusSeconds(7));
        assertThat(with(fresh).sts("GetCallerIdentity").code()).isEqualTo("InvalidClientTokenId");
        assertThat(with(old).sts("GetCallerIdentity").code()).isEqualTo("OK");
        now.set(now.get().plusSeconds(1));
        assertThat(with(fresh).sts("GetCallerIdentity").code()).isEqualTo("OK");
    }

    @Test
    void settingsComeFromTheEnvironment() throws IOException {
        LocalAwsSettings settings = settings()
                .withEnvironment(Map.of(
                        "YKAWS_SANDBOX_WINDOW",
                        "0",
                        "YKAWS_SANDBOX_ENABLE_DELAY",
                        "7",
                        "YKAWS_SANDBOX_KEY_DELAY",
                        "8"));
        assertThat(settings.behaviour().window()).isZero();
        assertThat(settings.behaviour().enableDelay()).hasSeconds(7);
        assertThat(settings.behaviour().keyDelay()).hasSeconds(8);
        assertThatThrownBy(() -> settings().withEnvironment(Map.of("YKAWS_SANDBOX_WINDOW", "none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("YKAWS_SANDBOX_WINDOW");
    }
}
