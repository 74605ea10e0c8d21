package ykaws;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.Credentials;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.IdentityCenter;
import ykaws.aws.Partition;
import ykaws.aws.ServerDates;
import ykaws.aws.SignIn;
import ykaws.aws.Sts;
import ykaws.aws.config.ProfileEditor;
import ykaws.aws.sdk.SdkClients;
import ykaws.aws.vault.KeyFileUnlocker;
import ykaws.aws.vault.OpenVault;
import ykaws.aws.vault.Vault;
import ykaws.oath.Secret;
import ykaws.sandbox.Pause;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.CallLog;
import ykaws.sandbox.aws.LocalAws;
import ykaws.sandbox.aws.LocalAwsSettings;
import ykaws.shell.ExitCode;
import ykaws.shell.Problem;

/** The AWS of a sandbox: a server in this process, or the {@code sandbox serve} that already runs on the folder. */
final class SandboxAws {

    /** How long a browser may take to start. */
    private static final Duration VISIT = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final StateFolder folder;
    private final Path vaultFile;
    private final Map<String, String> environment;
    private @Nullable LocalAws server;
    private int visits;

    SandboxAws(StateFolder folder, Path vaultFile, Map<String, String> environment) {
        this.folder = folder;
        this.vaultFile = vaultFile;
        this.environment = environment;
    }

    static Path keyFile(StateFolder folder) {
        return folder.path().resolve("vault.key");
    }

    /** The CloudFormation template, which the local IAM is made from. */
    static String template() {
        try (InputStream in = SandboxAws.class.getResourceAsStream("template.yaml")) {
            if (in == null) {
                throw new IllegalStateException("template.yaml is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server on that port, 0 for any, as the environment's {@code YKAWS_SANDBOX_…} settings want it. */
    LocalAws start(int port) throws IOException {
        LocalAwsSettings settings;
        try {
            settings = LocalAwsSettings.of(template(), Clock.systemUTC()).withEnvironment(environment);
        } catch (IllegalArgumentException e) {
            throw Problem.usage(e.getMessage()).failure();
        }
        return LocalAws.start(folder, settings.withPort(port));
    }

    private synchronized LocalAws own() throws IOException {
        if (server == null) {
            server = start(0);
        }
        return server;
    }

    private URI endpoint() throws IOException {
        Optional<URI> running = LocalAws.running(folder);
        return running.isPresent() ? running.get() : own().endpoint();
    }

    /** An endpoint that lives as long as that process. */
    URI endpointFor(ProcessHandle lifetime) throws IOException {
        Optional<URI> running = LocalAws.running(folder);
        if (running.isPresent()) {
            return running.get();
        }
        return lifetime.equals(ProcessHandle.current())
                ? own().endpoint()
                : new BackgroundServe(folder.path()).start(lifetime);
    }

    URI signIn() throws IOException {
        visits = visits();
        return endpoint().resolve("/federation");
    }

    private int visits() throws IOException {
        return (int) CallLog.read(folder).stream()
                .filter(call -> call.is("signin:login"))
                .count();
    }

    /** The page is served by this process, which must not end before the browser has it. */
    void awaitSignIn() throws IOException {
        for (Duration waited = Duration.ZERO;
                server != null && visits() == visits && waited.compareTo(VISIT) < 0;
                waited = waited.plus(LOOK)) {
            try {
                Pause.SYSTEM.sleep(LOOK);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted while the browser signs in");
            }
        }
    }

    /** Ends the server of this process, whose state is no more. */
    synchronized void forget() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private String region() {
        String told = environment.getOrDefault("YKAWS_SANDBOX_REGION", "");
        return told.isEmpty() ? LocalAwsSettings.USUAL_REGION : told;
    }

    /** Makes, on first use, the profiles {@code dev} and {@code dev-role} and the vault with dev's access key. */
    void prepare() throws IOException {
        Path config = folder.path().resolve(".aws/config");
        if (Files.exists(config) && Vault.at(vaultFile).exists()) {
            return;
        }
        folder.locked(() -> {
            if (!Vault.at(vaultFile).exists()) {
                storeDevKey();
            }
            if (!Files.exists(config)) {
                Files.createDirectories(config.getParent());
                String region = region();
                String role = "arn:" + Partition.ofRegion(region).id() + ":iam::" + LocalAws.ACCOUNT + ":role/DevRole";
                ProfileEditor.set(config, "dev", "region", region);
                ProfileEditor.set(config, "dev-role", "source_profile", "dev");
                ProfileEditor.set(config, "dev-role", "role_arn", role);
                ProfileEditor.set(config, "dev-role", "region", region);
            }
            return config;
        });
    }

    private void storeDevKey() throws IOException {
        AccessKey dev = own().devKey();
        try (AccessKeys keys = keys(dev);
                OpenVault vault = Vault.create(vaultFile, new KeyFileUnlocker(keyFile(folder)))) {
            vault.put("dev", keys);
        }
    }

    /** A profile {@code admin} with the access key of the stack's administrator. */
    void storeAdmin() throws IOException {
        Path config = folder.path().resolve(".aws/config");
        folder.locked(() -> {
            ProfileEditor.set(config, "admin", "region", region());
            try (AccessKeys keys = keys(own().adminKey());
                    OpenVault vault = Vault.at(vaultFile).unlock(new KeyFileUnlocker(keyFile(folder)))) {
                vault.put("admin", keys);
            }
            return config;
        });
    }

    List<String> createUsers(List<String> names) throws IOException {
        return own().createUsers(names);
    }

    private static AccessKeys keys(AccessKey key) {
        return new AccessKeys(
                key.accessKeyId(), Secret.takeOver(key.secretAccessKey().getBytes(StandardCharsets.US_ASCII)));
    }

    void requireOwnKeys(AccessKeys keys) throws IOException {
        if (own().knows(keys.accessKeyId())) {
            return;
        }
        throw new Problem(
                        "foreign-keys",
                        "these access keys don't belong to the sandbox's account " + LocalAws.ACCOUNT,
                        List.of("keep real keys out of the sandbox: run it without --sandbox"),
                        ExitCode.USAGE)
                .failure();
    }

    /** The real SDK, pointed at the local server once the first call is made. */
    AwsClients clients(ServerDates dates) {
        SdkClients sdk = SdkClients.ofLocalAws(dates);
        return new AwsClients() {
            @Override
            public Iam iam(Credentials credentials, Endpoints endpoints) {
                return sdk.iam(credentials, local(endpoints));
            }

            @Override
            public Sts sts(Credentials credentials, Endpoints endpoints) {
                return sdk.sts(credentials, local(endpoints));
            }

            @Override
            public SignIn signIn(URI signIn, @Nullable Path caBundle) {
                return sdk.signIn(signIn, null);
            }

            @Override
            public IdentityCenter identityCenter(String region, Endpoints endpoints, InstantSource clock) {
                return sdk.identityCenter(
                        region, endpoints, clock, local(endpoints).sts());
            }

            @Override
            public Sts unsignedSts(Endpoints endpoints) {
                return sdk.unsignedSts(local(endpoints));
            }
        };
    }

    private Endpoints local(Endpoints asked) {
        try {
            URI here = endpoint();
            return new Endpoints(asked.region(), here, here, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
