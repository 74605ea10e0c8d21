package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsClients;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.AwsFiles;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileSet;
import ykaws.aws.config.SharedCredentials;
import ykaws.aws.enroll.Enrollment;
import ykaws.aws.enroll.Journal;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.DirectRoles;
import ykaws.aws.session.Flights;
import ykaws.aws.session.KeySource;
import ykaws.aws.session.ReplayLedger;
import ykaws.aws.session.SecretFiles;
import ykaws.aws.session.SessionCache;
import ykaws.aws.session.SessionKeyFile;
import ykaws.aws.session.SessionPlanner;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.session.Sessions;
import ykaws.aws.vault.Vault;
import ykaws.shell.Folders;
import ykaws.shell.Handoff;
import ykaws.shell.Invocation;
import ykaws.shell.World;

/** Profiles, access keys and sessions, as one line of the user's needs them. Nothing of AWS's SDK is loaded here. */
final class AwsAccess {
    /** Credentials for programs that refresh by themselves must last longer than they wait (botocore: 15 minutes). */
    static final Duration CREDENTIAL_PROCESS_MIN = Duration.ofMinutes(15);

    private final Invocation invocation;
    private final World world;
    private final AwsFiles files;
    private final KeyStore keys;
    private @Nullable ProfileSet profiles;
    private @Nullable AwsClock clock;

    AwsAccess(Invocation invocation) throws IOException {
        this.invocation = invocation;
        this.world = invocation.world();
        world.prepareAws();
        this.files = AwsFiles.of(world.environment(), world.home());
        this.keys = new KeyStore(invocation, Vault.at(vaultFile()), new SharedCredentials(files));
    }

    /** What the options of a command say about a session. */
    record Wish(
            @Nullable Duration duration,
            boolean noSession,
            @Nullable String region,
            Duration minLeft) {}

    AwsFiles files() {
        return files;
    }

    KeyStore keys() {
        return keys;
    }

    Path vaultFile() {
        return world.folders().data().resolve("vault");
    }

    synchronized ProfileSet profiles() throws ConfigException {
        if (profiles == null) {
            profiles = ProfileSet.read(files);
        }
        return profiles;
    }

    SessionRequest plan(String profile, Wish wish) throws IOException {
        return planner()
                .plan(
                        profile,
                        new SessionPlanner.Options(wish.duration(), wish.noSession(), wish.region(), world.name()));
    }

    /** The profiles whose chains end at the long-term keys of {@code source}, itself included. */
    List<String> restingOn(String source) throws ConfigException {
        List<String> names = new ArrayList<>(List.of(source));
        for (String name : profiles().names()) {
            try {
                if (!name.equals(source)
                        && plan(name, new Wish(null, false, null, Duration.ZERO))
                                .keys()
                                .profile()
                                .equals(source)) {
                    names.add(name);
                }
            } catch (IOException e) {
                // A profile that makes no sense has no sessions either.
                invocation.progress("profile " + name + " is passed over: " + e.getMessage());
            }
        }
        return names;
    }

    /** Forgets the sessions of those profiles; returns how many there were. */
    int forget(List<String> profiles) throws IOException {
        int forgotten = 0;
        for (String each : profiles) {
            forgotten += cache().clear(each);
        }
        return forgotten;
    }

    Duration federationDuration(Wish wish) throws IOException {
        return planner()
                .federationDuration(
                        new SessionPlanner.Options(wish.duration(), wish.noSession(), wish.region(), world.name()));
    }

    Duration minLeft() throws IOException {
        return planner().minLeft();
    }

    /** The same for a program that refreshes by itself; AWS_MIN_TTL can ask for more. */
    Duration minLeftForProcess() throws IOException {
        Duration configured = minLeft();
        return configured.compareTo(CREDENTIAL_PROCESS_MIN) > 0 ? configured : CREDENTIAL_PROCESS_MIN;
    }

    private SessionPlanner planner() throws ConfigException {
        return new SessionPlanner(profiles(), keys::accessKeyId, world.environment());
    }

    SessionCache cache() throws IOException {
        Folders folders = world.folders();
        Path sessions = folders.cache().resolve("sessions");
        InstantSource clock = invocation.app().clock();
        if (folders.runtime() != null) {
            return new SessionCache(folders.runtime().resolve("session.key"), sessions, clock);
        }
        // Nothing here ends with the log-in, so the key is tied to this boot instead.
        invocation.progress("no runtime folder: the key of cached sessions is kept in " + folders.state());
        Path key = folders.state().resolve("session.key");
        return new SessionCache(SessionKeyFile.tiedToBoot(key, bootId(), secretFiles()), sessions, clock);
    }

    private static String bootId() throws IOException {
        Path linux = Path.of("/proc/sys/kernel/random/boot_id");
        return Files.isReadable(linux) ? Files.readString(linux).strip() : "";
    }

    ReplayLedger ledger() {
        return new ReplayLedger(world.folders().state().resolve("spent-codes"));
    }

    SecretFiles secretFiles() {
        return new SecretFiles((file, mode) -> invocation
                .console()
                .error("ykaws: note: others could read " + file + "; its mode is repaired, change what it holds"));
    }

    /** AWS's time, measured by its answers; people are told of a clock that is off. */
    synchronized AwsClock clock() {
        if (clock == null) {
            clock = AwsClock.at(
                    world.folders().state().resolve("aws-clock"),
                    invocation.app().clock(),
                    new SkewNotice(invocation));
        }
        return clock;
    }

    /** The enrollments that are not over. */
    Journal journal() {
        return new Journal(world.folders().state().resolve("enrollments"));
    }

    /** What enrolling and its opposite work with. */
    Enrollment.Parts enrollParts() {
        return new Enrollment.Parts(
                clients(), ledger(), clock(), invocation.app().pause(), journal());
    }

    /** AWS, whose answers set {@link #clock}. */
    AwsClients clients() {
        return world.awsClients(clock());
    }

    /** What a new session takes: long-term keys, and codes. */
    record Sources(KeySource keys, CodeSource codes) {}

    /** The session of a request: cached, or new with a code of {@code codes}. The caller closes it. */
    SessionCredentials session(SessionRequest request, CodeSource codes, Duration minLeft) throws IOException {
        return session(request, new Sources(keys::keys, codes), minLeft);
    }

    /** The same with long-term keys that the caller has. */
    SessionCredentials session(SessionRequest request, Sources sources, Duration minLeft) throws IOException {
        SessionCache cache = cache();
        Optional<SessionCredentials> cached = cache.get(request.hash(), minLeft);
        if (cached.isPresent()) {
            // Nothing else of a session's making is even loaded then.
            return cached.get();
        }
        Handoff.endWithLauncher();
        ForeignPrograms programs = new ForeignPrograms(invocation, request);
        programs.requireNotActive();
        Sessions.Parts parts = new Sessions.Parts(
                cache,
                new Flights(world.folders().state().resolve("flights"), new FlightQueue(invocation)),
                ledger(),
                sources.keys(),
                sources.codes(),
                clients(),
                clock(),
                invocation.app().pause(),
                DirectRoles.at(
                        world.folders().state().resolve("direct-roles"),
                        invocation.app().clock()),
                programs.sources(this));
        return new Sessions(parts).get(request, minLeft);
    }

    /** The long-term keys of a request that needs no session. */
    AccessKeys longTermKeys(SessionRequest request) throws IOException {
        Handoff.endWithLauncher();
        return keys.keys(request.keys().profile());
    }

    /** The profile that a command means: the one named, else AWS_PROFILE. */
    String profile(@Nullable String named) {
        return Optional.ofNullable(named)
                .or(() -> Optional.ofNullable(world.environment().get("AWS_PROFILE")))
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> ykaws.shell.Problem.usage(
                                "no profile: name one, or set AWS_PROFILE", "ykaws list --profiles")
                        .failure());
    }
}
