package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;
import ykaws.aws.Partition;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ConfigFault;
import ykaws.aws.config.ConfigLint;
import ykaws.aws.config.ReferenceLint;
import ykaws.aws.session.AwsClock;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.KeySelector;
import ykaws.pcsc.OpenKey;
import ykaws.pcsc.PcscException;
import ykaws.shell.Invocation;
import ykaws.shell.Version;
import ykaws.shell.World;
import ykaws.shell.doctor.Check;
import ykaws.shell.doctor.ClockCheck;
import ykaws.shell.doctor.ConfigCheck;
import ykaws.shell.doctor.FolderCheck;
import ykaws.shell.doctor.InstalledPrograms;
import ykaws.shell.doctor.KeyCheck;
import ykaws.shell.doctor.KeystoreCheck;
import ykaws.shell.doctor.OathCheck;
import ykaws.shell.doctor.Programs;
import ykaws.shell.doctor.ServiceCheck;
import ykaws.shell.doctor.TouchPromptCheck;
import ykaws.shell.doctor.UsbCheck;
import ykaws.shell.doctor.VaultCheck;
import ykaws.shell.doctor.VersionCheck;

/** The checks of {@code doctor}, each with the facts of this computer. */
final class DoctorChecks {
    private final Invocation invocation;
    private final World world;
    private final AwsAccess aws;
    private final boolean offline;
    private @Nullable List<KeyListing> listed;
    private boolean unlistable;

    DoctorChecks(Invocation invocation, boolean offline) throws IOException {
        this.invocation = invocation;
        this.world = invocation.world();
        this.aws = new AwsAccess(invocation);
        this.offline = offline;
    }

    /** In the order in which one thing rests on the other. */
    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        String os = System.getProperty("os.name");
        Map<String, String> environment = invocation.app().environment();
        Programs programs = new InstalledPrograms(environment);
        checks.add(new VersionCheck(programs, Version.text(), world.isSandbox()));
        checks.add(new FolderCheck(world.folders(), aws.secretFiles()));
        checks.add(new ServiceCheck(world.readers(), invocation.app().pause(), invocation::problem));
        if (!world.isSandbox()) {
            checks.add(usb(environment));
        }
        checks.add(new KeyCheck(this::keys, DoctorChecks::scdaemonRuns));
        checks.add(new OathCheck(this::applications));
        checks.add(new ConfigCheck(this::config));
        checks.add(new VaultCheck(aws.keys().vault()));
        checks.add(new KeystoreCheck(world.keystore(), world.isSandbox() ? "sandbox" : os));
        checks.add(new TouchPromptCheck(invocation.console().canAsk(), programs, environment, os));
        checks.add(new ClockCheck(this::ahead));
        return checks;
    }

    private Check usb(Map<String, String> environment) {
        return new Check() {
            @Override
            public String name() {
                return "usb";
            }

            @Override
            public List<ykaws.shell.doctor.Result> run() throws IOException {
                boolean wsl = environment.containsKey("WSL_DISTRO_NAME");
                return new UsbCheck(
                                Path.of("/sys/bus/usb/devices"),
                                wsl,
                                !keys().orElse(List.of()).isEmpty())
                        .run();
            }
        };
    }

    /** None where the service does not answer: that is told by its own check. */
    private Optional<List<KeyListing>> keys() throws PcscException {
        if (listed == null && !unlistable) {
            try {
                listed = invocation.keys().list(invocation.readerFilter());
            } catch (PcscException e) {
                if (e.kind() == PcscException.Kind.INTERRUPTED) {
                    throw e;
                }
                unlistable = true;
            }
        }
        return Optional.ofNullable(listed);
    }

    private static boolean scdaemonRuns() {
        return ProcessHandle.allProcesses()
                .anyMatch(it -> it.info().command().orElse("").endsWith("scdaemon"));
    }

    private List<OathCheck.Application> applications() throws IOException {
        List<OathCheck.Application> all = new ArrayList<>();
        for (KeyListing each : keys().orElse(List.of())) {
            if (each.state() == KeyListing.State.FREE) {
                application(each).ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<OathCheck.Application> application(KeyListing key) throws IOException {
        String name = key.info().map(Reconfiguration::name).orElse("the key in " + key.reader());
        try (OpenKey open = invocation.keys().open(KeySelector.ofReader(key.reader()))) {
            OathSession session = OpenOath.select(invocation, open);
            boolean remembered =
                    session.passwordSet() && Remembered.of(invocation).has(session.deviceId());
            return Optional.of(new OathCheck.Application(
                    name, session.version(), session.passwordSet(), remembered, session.slots()));
        } catch (OathException e) {
            if (e.kind() == OathException.Kind.NOT_AVAILABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private ConfigCheck.Found config() throws IOException {
        List<ConfigFault> faults = new ArrayList<>(ConfigLint.of(aws.files()));
        try {
            ReferenceLint.Stored stored = it -> aws.keys().accessKeyId(it).isPresent();
            faults.addAll(ReferenceLint.of(aws.profiles(), stored));
            Set<String> circles = new LinkedHashSet<>();
            for (String each : aws.profiles().names()) {
                plan(each).ifPresent(it -> circles.add(it.getMessage()));
            }
            circles.forEach(it -> faults.add(new ConfigFault(true, null, 0, it, null)));
            return new ConfigCheck.Found(aws.profiles().names().size(), faults);
        } catch (ConfigException e) {
            // It does not parse, which is told already.
            return new ConfigCheck.Found(0, faults);
        }
    }

    /** What is wrong with a profile's values, or with the way to its keys; what leads nowhere is found elsewhere. */
    private Optional<ConfigException> plan(String profile) throws IOException {
        try {
            aws.plan(profile, new AwsAccess.Wish(null, false, null, Duration.ZERO));
            return Optional.empty();
        } catch (ConfigException e) {
            boolean value = e.kind() == ConfigException.Kind.INVALID_VALUE || e.kind() == ConfigException.Kind.LOOP;
            return value ? Optional.of(e) : Optional.empty();
        }
    }

    /** AWS's answer to an unsigned call is a refusal, and has the time all the same. */
    private Optional<Duration> ahead() throws IOException {
        if (offline) {
            return Optional.empty();
        }
        Endpoints endpoints = endpoints();
        try {
            aws.clients().unsignedSts(endpoints).getCallerIdentity();
        } catch (AwsException e) {
            if (e.kind() == AwsException.Kind.UNREACHABLE) {
                throw e;
            }
        }
        return aws.clock().known(endpoints.partition()).map(AwsClock.Measurement::ahead);
    }

    private Endpoints endpoints() throws IOException {
        String profile = world.environment().getOrDefault("AWS_PROFILE", "default");
        try {
            return aws.plan(profile, new AwsAccess.Wish(null, true, null, Duration.ZERO))
                    .target()
                    .endpoints();
        } catch (ConfigException e) {
            return Endpoints.of(Partition.AWS.homeRegion());
        }
    }
}
