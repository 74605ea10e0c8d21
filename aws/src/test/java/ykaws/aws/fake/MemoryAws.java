package ykaws.aws.fake;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Credentials;
import ykaws.aws.Endpoints;
import ykaws.aws.Iam;
import ykaws.aws.MfaCode;
import ykaws.aws.SessionCredentials;
import ykaws.aws.SignIn;
import ykaws.aws.Sts;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

/**
 * IAM and STS of one account with one user, {@code dev}. Codes are judged as AWS judges them: in their window, once.
 */
public final class MemoryAws extends OrderedCalls implements AwsClients {
    public static final String ACCOUNT = "123456789012";
    public static final String USER = "dev";
    public static final String SERIAL = "arn:aws:iam::123456789012:mfa/dev";

    final TestClock clock;
    final Map<String, Device> devices = new LinkedHashMap<>();
    final Map<String, Instant> mfaOfSession = new LinkedHashMap<>();
    private int made;

    /** Steps before and after the current one whose codes are taken. */
    public int window = 1;

    /** How long after Enable STS does not know the device. */
    public Duration enableDelay = Duration.ZERO;

    /** How old the MFA of a role's caller may be. */
    public Duration maxMfaAge = Duration.ofHours(12);

    public boolean deactivateNeedsMfa;

    /** How far its clock is ahead of the test's. */
    public Duration ahead = Duration.ZERO;

    /** The user's access keys. */
    public final MemoryKeys keys = new MemoryKeys();

    /** A device and what it remembers. */
    static final class Device {
        final String serial;
        final byte[] seed;
        final Set<Long> spent = new HashSet<>();
        final Map<String, String> tags = new LinkedHashMap<>();

        @Nullable
        String user;

        @Nullable
        Instant enabled;

        Device(String serial, byte[] seed) {
            this.serial = serial;
            this.seed = seed;
        }
    }

    public MemoryAws(TestClock clock) {
        this.clock = clock;
    }

    /** Whether the key's own code of the present step is the device's. */
    public boolean isCodeOf(String serial, String code) {
        Device device = devices.get(serial);
        return device != null && code(device, now()).equals(code);
    }

    /** A device that is enabled for dev already. */
    public void enabledDevice(byte[] seed) {
        Device device = new Device(SERIAL, seed);
        device.user = USER;
        device.enabled = instant();
        devices.put(SERIAL, device);
    }

    /** A device that nobody enabled. */
    public void leftoverDevice(String serial) {
        devices.put(serial, new Device(serial, new byte[20]));
    }

    /** A device that nobody enabled yet, whose seed somebody knows. */
    public void unassignedDevice(String serial, byte[] seed) {
        devices.put(serial, new Device(serial, seed.clone()));
    }

    /** Without codes, as if it had been so for long. */
    public void enable(String serial) {
        devices.get(serial).user = USER;
        devices.get(serial).enabled = instant();
    }

    public long enabledDevices() {
        return devices.values().stream().filter(it -> it.user != null).count();
    }

    public Set<String> deviceSerials() {
        return devices.keySet();
    }

    public boolean isEnabled(String serial) {
        Device device = devices.get(serial);
        return device != null && device.user != null;
    }

    @Override
    Instant instant() {
        return clock.instant().plus(ahead);
    }

    long now() {
        return instant().getEpochSecond() / 30;
    }

    boolean take(Device device, String code) {
        for (long step = now() - window; step <= now() + window; step++) {
            if (code(device, step).equals(code)) {
                return device.spent.add(step);
            }
        }
        return false;
    }

    static String code(Device device, long step) {
        try (Secret seed = Secret.copyOf(device.seed)) {
            return Totp.code(seed, HashAlgorithm.SHA1, 6, step);
        }
    }

    /** Null without a code. */
    @Nullable
    Instant judge(String action, @Nullable MfaCode mfa) throws AwsException {
        if (mfa == null) {
            return null;
        }
        Device device = devices.get(mfa.serial());
        Instant enabled = device == null ? null : device.enabled;
        if (device == null || enabled == null || instant().isBefore(enabled.plus(enableDelay))) {
            throw error(Kind.UNKNOWN_MFA_DEVICE, action);
        }
        if (!take(device, mfa.code())) {
            throw error(Kind.INVALID_MFA_CODE, action);
        }
        return instant();
    }

    SessionCredentials session(Duration duration, @Nullable Instant mfaAt) {
        String id = "ASIA" + ++made;
        if (mfaAt != null) {
            mfaOfSession.put(id, mfaAt);
        }
        return new SessionCredentials(
                id,
                secret("secret of " + id),
                secret("token of " + id),
                instant().plus(duration),
                ACCOUNT);
    }

    private static Secret secret(String text) {
        return Secret.takeOver(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Closed ones can't sign. */
    private static String signer(Credentials credentials) {
        Secret secret = credentials instanceof AccessKeys keys
                ? keys.secretAccessKey()
                : ((SessionCredentials) credentials).sessionToken();
        return secret.expose(bytes -> credentials.accessKeyId());
    }

    @Override
    public Iam iam(Credentials credentials, Endpoints endpoints) {
        return new MemoryIam(this, signer(credentials));
    }

    @Override
    public Sts sts(Credentials credentials, Endpoints endpoints) {
        return new MemorySts(this, signer(credentials));
    }

    @Override
    public SignIn signIn(URI endpoint, @Nullable Path caBundle) {
        throw new UnsupportedOperationException("no console here");
    }

    @Override
    public Sts unsignedSts(Endpoints endpoints) {
        throw new IllegalStateException("nothing here asks without credentials");
    }

    @Override
    public ykaws.aws.IdentityCenter identityCenter(String region, Endpoints endpoints, java.time.InstantSource now) {
        throw new IllegalStateException("nobody signs in here");
    }
}
