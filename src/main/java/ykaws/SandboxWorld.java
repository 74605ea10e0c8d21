package ykaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.ServerDates;
import ykaws.aws.keystore.FileKeystore;
import ykaws.aws.keystore.Keystore;
import ykaws.aws.session.SecretFiles;
import ykaws.aws.vault.KeyFileUnlocker;
import ykaws.aws.vault.Unlocker;
import ykaws.pcsc.CardReaders;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.TouchModes;
import ykaws.shell.Folders;
import ykaws.shell.GlobalOptions;
import ykaws.shell.Streams;
import ykaws.shell.World;

/** A world under one folder: nothing outside it is read or written. */
final class SandboxWorld implements World {
    /** Settings of the process that a sandbox must not see: they name files and services outside it. */
    private static final List<String> OUTSIDE = List.of(
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_CA_BUNDLE",
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_IAM",
            "AWS_ENDPOINT_URL_STS",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "http_proxy",
            "https_proxy");

    private final StateFolder folder;
    private final Map<String, String> process;
    private final Streams streams;
    private final List<String> namedKeys;
    private final EnterTouch enter;
    private @Nullable SandboxAws aws;
    private @Nullable SoftBox box;

    SandboxWorld(Path folder, Map<String, String> process, Streams streams, GlobalOptions options) {
        try {
            this.folder = new StateFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = process;
        this.streams = streams;
        this.namedKeys = namedKeys(options);
        this.enter = new EnterTouch(streams.terminal());
    }

    private List<String> namedKeys(GlobalOptions options) {
        List<String> names = new ArrayList<>(options.keys());
        if (names.isEmpty()) {
            names.addAll(List.of(process.getOrDefault("YKAWS_KEY", "").split(",")));
        }
        return names;
    }

    StateFolder folder() {
        return folder;
    }

    @Override
    public boolean isSandbox() {
        return true;
    }

    @Override
    public String touchAction() {
        return switch (touchMode()) {
            case "enter" -> "press Enter to touch the software key";
            case "auto" -> "the software key is touched";
            default -> "the software key waits in vain";
        };
    }

    @Override
    public boolean touchNeedsPerson() {
        return !touchMode().equals("auto");
    }

    @Override
    public void abandonTouch() {
        enter.abandon();
    }

    @Override
    public Folders folders() {
        return Folders.under(folder.path());
    }

    /**
     * The first key is always in its port. The backup is in a drawer until somebody names it. {@code
     * YKAWS_SANDBOX_KEYS} says otherwise which are plugged in: their serials, joined by commas, {@code none}, or
     * {@code box} for new keys, one after the other.
     */
    @Override
    public synchronized CardReaders readers() {
        String told = process.getOrDefault("YKAWS_SANDBOX_KEYS", "");
        if (told.equals("box")) {
            box = box == null ? new SoftBox(softKeys(), streams.errIsTerminal()) : box;
            return box;
        }
        List<SoftKey> keys = softKeys().keys();
        if (!told.isEmpty()) {
            return new SoftReaders(pluggedIn(told));
        }
        List<SoftKey> pluggedIn = new ArrayList<>(keys.subList(0, 1));
        for (SoftKey key : keys.subList(1, keys.size())) {
            if (namedKeys.contains(Integer.toString(key.serial()))) {
                pluggedIn.add(key);
            }
        }
        return new SoftReaders(pluggedIn);
    }

    private List<SoftKey> pluggedIn(String told) {
        SoftKeys all = softKeys();
        List<SoftKey> found = new ArrayList<>();
        for (String serial : told.equals("none") ? new String[0] : told.split(",")) {
            found.add(key(all, serial.trim())
                    .orElseThrow(() -> ykaws.shell.Problem.usage("YKAWS_SANDBOX_KEYS: the sandbox has no key " + serial)
                            .failure()));
        }
        return found;
    }

    private static Optional<SoftKey> key(SoftKeys all, String serial) {
        try {
            return all.withSerial(Integer.parseInt(serial));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    SoftKeys softKeys() {
        try {
            return SoftKeys.in(
                    folder, SoftKeys.Settings.of(TouchModes.named(touchMode(), ykaws.sandbox.Pause.SYSTEM, enter)));
        } catch (IllegalArgumentException e) {
            throw ykaws.shell.Problem.usage("YKAWS_SANDBOX_TOUCH: " + e.getMessage())
                    .failure();
        }
    }

    private String touchMode() {
        String mode = process.getOrDefault("YKAWS_SANDBOX_TOUCH", "");
        if (!mode.isEmpty()) {
            return mode;
        }
        return streams.inIsTerminal() && streams.errIsTerminal() ? "enter" : "auto";
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> inside = new LinkedHashMap<>(process);
        OUTSIDE.forEach(inside::remove);
        inside.put("AWS_EC2_METADATA_DISABLED", "true");
        return inside;
    }

    @Override
    public Path home() {
        return folder.path();
    }

    @Override
    public String name() {
        return "sandbox:" + folder.path();
    }

    @Override
    public AwsClients awsClients(ServerDates dates) {
        return aws().clients(dates);
    }

    @Override
    public URI signIn() throws IOException {
        return aws().signIn();
    }

    @Override
    public void awaitSignIn() throws IOException {
        aws().awaitSignIn();
    }

    @Override
    public void prepareAws() throws IOException {
        aws().prepare();
    }

    synchronized SandboxAws aws() {
        if (aws == null) {
            aws = new SandboxAws(folder, folders().data().resolve("vault"), process);
        }
        return aws;
    }

    @Override
    public Optional<Unlocker> unlocker() {
        return Optional.of(new KeyFileUnlocker(SandboxAws.keyFile(folder)));
    }

    @Override
    public Keystore keystore() {
        SecretFiles files = new SecretFiles((file, formerMode) -> {
            // What it holds opens one sandbox's software key only.
        });
        return new FileKeystore(folder.path().resolve("keystore"), files);
    }

    @Override
    public void requireOwnKeys(AccessKeys keys) throws IOException {
        aws().requireOwnKeys(keys);
    }

    @Override
    public Map<String, String> childEnvironment(ProcessHandle lifetime) throws IOException {
        URI endpoint = aws().endpointFor(lifetime);
        Map<String, String> inside = new LinkedHashMap<>();
        inside.put("AWS_ENDPOINT_URL", endpoint.toString());
        inside.put("AWS_CONFIG_FILE", folder.path().resolve(".aws/config").toString());
        inside.put(
                "AWS_SHARED_CREDENTIALS_FILE",
                folder.path().resolve(".aws/credentials").toString());
        for (String variable : List.of("NO_PROXY", "no_proxy")) {
            String before = process.getOrDefault(variable, "");
            inside.put(variable, before + (before.isEmpty() ? "" : ",") + "127.0.0.1,localhost");
        }
        return inside;
    }
}
