package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ykaws.oath.OathException.Kind;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKey;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.Wire;

/** The same commands on the software key as a YubiKey of each generation, and what each generation refuses. */
class FirmwareMatrixTest {
    private static final Instant AT_59 = Instant.ofEpochSecond(59);
    private static final String PASSWORD = "correct horse";

    @TempDir
    Path folder;

    /** What each key can. NEO's version is its applet's. */
    enum Profile {
        NEO("3.4.9", "1.0.2", 28, false, false, false, false),
        YK4_2_4("4.2.4", "4.2.4", 32, false, false, false, false),
        YK4_2_6("4.2.6", "4.2.6", 32, true, false, false, false),
        YK4_3_1("4.3.1", "4.3.1", 32, true, true, false, false),
        YK4_3_5("4.3.5", "4.3.5", 32, true, true, false, false),
        YK4_FIPS("4.4.5", "4.4.5", 32, true, false, false, false),
        YK5_2("5.2.7", "5.2.7", 32, true, true, false, false),
        YK5_4("5.4.3", "5.4.3", 32, true, true, true, false),
        YK5_4_FIPS("5.4.3-fips", "5.4.3", 32, true, true, true, true),
        YK5_7("5.7.1", "5.7.1", 64, true, true, true, false),
        YK5_7_FIPS("5.7.4-fips", "5.7.4", 64, true, true, true, true);

        final String firmware;
        final String version;
        final int slots;
        final boolean touch;
        final boolean sha512;
        final boolean rename;
        final boolean passwordFirst;

        Profile(
                String firmware,
                String version,
                int slots,
                boolean touch,
                boolean sha512,
                boolean rename,
                boolean passwordFirst) {
            this.firmware = firmware;
            this.version = version;
            this.slots = slots;
            this.touch = touch;
            this.sha512 = sha512;
            this.rename = rename;
            this.passwordFirst = passwordFirst;
        }

        boolean prefixBug() {
            return this == YK4_2_4 || this == YK4_2_6 || this == YK4_3_1;
        }
    }

    private SmartCardConnection key(Profile profile) throws IOException {
        SoftKeys keys =
                SoftKeys.in(new StateFolder(folder), new SoftKeys.Settings(() -> true, time -> {}, Wire.YUBIKEY));
        keys.reset(profile.firmware);
        SoftKey key = keys.keys().get(0);
        return key.connect();
    }

    /** A session in which accounts may be put: on a FIPS key after its password was set. */
    private static OathSession ready(SmartCardConnection key, Profile profile) throws IOException {
        OathSession session = OathSession.open(key);
        if (profile.passwordFirst) {
            try (Secret accessKey = session.deriveAccessKey(PASSWORD.toCharArray())) {
                session.setPassword(accessKey);
            }
        }
        return session;
    }

    private static NewCredential.Builder credential(String id, OathType type) {
        return NewCredential.builder(
                CredentialId.parse(id, type),
                Secret.copyOf("12345678901234567890".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    private static NewCredential.Builder totp(String id) {
        return credential(id, OathType.TOTP);
    }

    private static void put(OathSession session, NewCredential.Builder builder) throws IOException {
        try (NewCredential credential = builder.build()) {
            session.put(credential);
        }
    }

    private static OathException failure(ThrowingCallable call) {
        return catchThrowableOfType(OathException.class, call);
    }

    /** Either it goes, or the error names the key's version and the one that is needed. */
    private static void gated(boolean allowed, Profile profile, String needed, ThrowingCallable call)
            throws IOException {
        OathException refused = failure(call);
        if (allowed) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused.kind()).isEqualTo(Kind.UNSUPPORTED_BY_FIRMWARE);
            assertThat(refused).hasMessageContaining(profile.version).hasMessageContaining(needed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void versionAndRoom(Profile profile) throws IOException {
        try (SmartCardConnection key = key(profile)) {
            OathSession session = OathSession.open(key);
            assertThat(session.version()).hasToString(profile.version);
            assertThat(session.slots()).isEqualTo(profile.slots);
            assertThat(session.locked()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void accountsOfAllKinds(Profile profile) throws IOException {
        try (SmartCardConnection key = key(profile)) {
            OathSession session = ready(key, profile);
            put(session, totp("plain").digits(8));
            put(session, totp("60/slow"));
            put(session, totp("other").algorithm(HashAlgorithm.SHA256));
            put(session, credential("counter", OathType.HOTP).counter(1));
            gated(
                    profile.sha512,
                    profile,
                    profile == Profile.YK4_FIPS ? "5.0.0" : "4.3.1",
                    () -> put(session, totp("long").algorithm(HashAlgorithm.SHA512)));
            gated(
                    profile.touch,
                    profile,
                    "4.2.6",
                    () -> put(session, totp("touched").touch(true)));

            assertThat(session.list()).hasSize(4 + (profile.sha512 ? 1 : 0) + (profile.touch ? 1 : 0));
            // RFC 6238 and RFC 4226.
            assertThat(session.calculate(CredentialId.of("plain"), AT_59).digits())
                    .isEqualTo("94287082");
            assertThat(session.calculate(CredentialId.of("60/slow"), AT_59).digits())
                    .isEqualTo("755224");
            assertThat(session.calculate(CredentialId.parse("counter", OathType.HOTP), AT_59)
                            .digits())
                    .isEqualTo("287082");
            assertThat(session.calculate(CredentialId.parse("counter", OathType.HOTP), AT_59)
                            .digits())
                    .isEqualTo("359152");
            if (profile.touch) {
                assertThat(session.calculate(CredentialId.of("touched"), AT_59).digits())
                        .isEqualTo("287082");
            }
            assertThat(session.calculateAll(AT_59)).hasSameSizeAs(session.list());
        }
    }

    @ParameterizedTest
    @EnumSource
    void renameAndDelete(Profile profile) throws IOException {
        try (SmartCardConnection key = key(profile)) {
            OathSession session = ready(key, profile);
            put(session, totp("first"));
            CredentialId first = CredentialId.of("first");
            CredentialId second = CredentialId.of("second");

            gated(profile.rename, profile, "5.3.1", () -> session.rename(first, second));

            session.delete(profile.rename ? second : first);
            assertThat(session.list()).isEmpty();
            assertThat(failure(() -> session.delete(first)).kind()).isEqualTo(Kind.NO_SUCH_ACCOUNT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void passwordSetAskedForAndRemoved(Profile profile) throws IOException {
        try (SmartCardConnection key = key(profile)) {
            OathSession session = OathSession.open(key);
            if (profile.passwordFirst) {
                OathException refused = failure(() -> put(session, totp("too early")));
                assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
                assertThat(refused.sw()).isEqualTo(0x6985);
            } else {
                put(session, totp("early"));
            }
            try (Secret accessKey = session.deriveAccessKey(PASSWORD.toCharArray())) {
                session.setPassword(accessKey);
                put(session, totp("in the session that set it"));

                OathSession next = OathSession.open(key);
                assertThat(next.locked()).isTrue();
                assertThat(failure(next::list).kind()).isEqualTo(Kind.LOCKED);
                assertThat(next.unlock(accessKey)).isTrue();
                next.list();
                if (profile.passwordFirst) {
                    assertThat(failure(next::removePassword).sw()).isEqualTo(0x6985);
                } else {
                    next.removePassword();
                }
            }
            assertThat(OathSession.open(key).locked()).isEqualTo(profile.passwordFirst);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullKeySaysSo(Profile profile) throws IOException {
        // A NEO counts bytes: 64 + 9 for each account of the longest name, 2048 in all.
        String padding = "x".repeat(61);
        try (SmartCardConnection key = key(profile)) {
            OathSession session = ready(key, profile);
            for (int i = 0; i < profile.slots; i++) {
                put(session, totp("%03d".formatted(i) + padding));
            }
            assertThat(failure(() -> put(session, totp("one more" + padding.substring(5))))
                            .kind())
                    .isEqualTo(Kind.NO_SPACE);
            assertThat(session.list()).hasSize(profile.slots);
            assertThat(session.calculateAll(AT_59)).hasSize(profile.slots);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIdThatAnotherBeginsWith(Profile profile) throws IOException {
        try (SmartCardConnection key = key(profile)) {
            OathSession session = ready(key, profile);
            put(session, totp("developer"));

            gated(!profile.prefixBug(), profile, "4.3.5", () -> put(session, totp("dev")));

            assertThat(session.list()).hasSize(profile.prefixBug() ? 1 : 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetMakesItNew(Profile profile) throws IOException {
        try (SmartCardConnection key = key(profile)) {
            OathSession session = ready(key, profile);
            put(session, totp("gone"));
            String before = session.deviceId();

            session.reset();

            assertThat(session.list()).isEmpty();
            assertThat(session.deviceId()).isNotEqualTo(before);
            assertThat(session.passwordSet()).isFalse();
        }
    }
}
