package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.aws.config.Setting;
import ykaws.aws.session.SessionCache;
import ykaws.oath.MfaArn;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code list}. */
@Command(
        name = "list",
        description = {
            "List profiles, the access keys stored for them, their MFA devices and their sessions.",
            "Unlocks no vault. Looks which keys are plugged in where a profile names an MFA device."
        })
final class ListCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Option(names = "--profiles", description = "Only the names of the profiles, one a line.")
    boolean onlyProfiles;

    @Option(names = "--credentials", description = "Only the profiles with access keys, one a line.")
    boolean onlyCredentials;

    @Option(names = "--sessions", description = "Only the profiles with sessions, one a line.")
    boolean onlySessions;

    ListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    /**
     * One line of the list.
     *
     * @param inVault whether the vault has the access key; else a shared file has it in clear text
     * @param mfaSerial null where no device is named
     */
    private record Row(
            String profile,
            boolean configured,
            Optional<String> accessKeyId,
            boolean inVault,
            @Nullable String mfaSerial,
            List<Instant> sessions) {}

    @Override
    public Integer call() throws IOException {
        List<Row> rows = rows(new AwsAccess(invocation));
        boolean names = onlyProfiles || onlyCredentials || onlySessions;
        if (names) {
            List<Row> wanted = rows.stream().filter(this::wanted).toList();
            if (!invocation.options().json()) {
                wanted.stream().map(Row::profile).forEach(invocation.console()::print);
                return 0;
            }
            rows = wanted;
        }
        DevicesAtHand devices = DevicesAtHand.of(invocation, rows.stream().anyMatch(row -> row.mfaSerial() != null));
        if (invocation.options().json()) {
            invocation.console().data(json(rows, devices));
        } else {
            print(rows, devices);
        }
        return 0;
    }

    private void print(List<Row> rows, DevicesAtHand devices) {
        boolean clear = rows.stream().anyMatch(row -> row.accessKeyId().isPresent() && !row.inVault());
        Table table = new Table().row("Profile", "Access key", "MFA device", "Sessions");
        for (Row row : rows) {
            String mark = row.accessKeyId().isPresent() && !row.inVault() ? " *" : "";
            table.row(
                    row.profile(),
                    row.accessKeyId().orElse("-") + mark,
                    device(row.mfaSerial(), devices),
                    sessions(row));
        }
        table.print(invocation.console());
        if (clear) {
            invocation
                    .console()
                    .say("ykaws: note: * is in a file in clear text; ykaws add PROFILE --from-credentials-file");
        }
    }

    private boolean wanted(Row row) {
        return (onlyProfiles && row.configured())
                || (onlyCredentials && row.accessKeyId().isPresent())
                || (onlySessions && !row.sessions().isEmpty());
    }

    private List<Row> rows(AwsAccess aws) throws IOException {
        List<SessionCache.Entry> sessions = aws.cache().entries();
        TreeSet<String> names = new TreeSet<>(aws.profiles().names());
        names.addAll(aws.keys().vault().profiles());
        sessions.forEach(each -> names.add(each.label()));
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            List<Instant> ends = sessions.stream()
                    .filter(each -> each.label().equals(name))
                    .map(SessionCache.Entry::expiration)
                    .toList();
            boolean configured = aws.profiles().get(name).isPresent();
            Setting serial = aws.profiles().setting(name, "mfa_serial");
            String named = serial == null || serial.value().isEmpty() ? null : serial.value();
            rows.add(new Row(
                    name, configured, aws.keys().accessKeyId(name), aws.keys().inVault(name), named, ends));
        }
        return rows;
    }

    /** The device's name, which is short, and where its key is. */
    private static String device(@Nullable String serial, DevicesAtHand devices) {
        if (serial == null) {
            return "-";
        }
        String name = MfaArn.parse(serial).map(MfaArn::name).orElse(serial);
        Boolean present = devices.present(serial);
        String where = devices.key(serial).map(key -> "key " + key).orElse("plugged in");
        return name + (present == null ? "" : present ? " (" + where + ")" : " (not plugged in)");
    }

    private String sessions(Row row) {
        if (row.sessions().isEmpty()) {
            return "-";
        }
        List<String> texts =
                row.sessions().stream().map(this::left).map(ListCommand::text).toList();
        return String.join(", ", texts);
    }

    /** As aws-vault writes it: {@code 7h59m56s}. */
    private static String text(Duration left) {
        String hours = left.toHours() == 0 ? "" : left.toHours() + "h";
        return hours + left.toMinutesPart() + "m" + left.toSecondsPart() + "s";
    }

    private Duration left(Instant end) {
        return Duration.between(invocation.now(), end);
    }

    private String json(List<Row> rows, DevicesAtHand devices) {
        Json json = new Json().beginArray();
        for (Row row : rows) {
            json.beginObject().field("profile", row.profile()).field("configured", row.configured());
            json.field("access_key_id", row.accessKeyId().orElse(null));
            json.field("in_vault", row.inVault());
            json.field("mfa_serial", row.mfaSerial());
            json.field("mfa_key_present", row.mfaSerial() == null ? null : devices.present(row.mfaSerial()));
            json.name("sessions").beginArray();
            for (Instant end : row.sessions()) {
                json.beginObject()
                        .field("seconds_left", left(end).toSeconds())
                        .field("expiration", end.toString())
                        .endObject();
            }
            json.endArray().endObject();
        }
        return json.endArray().toString();
    }
}
