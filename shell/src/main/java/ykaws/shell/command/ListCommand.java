package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.aws.session.SessionCache;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code list}. */
@Command(name = "list", description = "List profiles, the access keys stored for them, and their sessions.")
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

    /** One line of the list. */
    private record Row(String profile, boolean configured, Optional<String> accessKeyId, List<Duration> sessions) {}

    @Override
    public Integer call() throws IOException {
        List<Row> rows = rows(new AwsAccess(invocation));
        if (invocation.options().json()) {
            invocation.console().data(json(rows));
        } else if (onlyProfiles || onlyCredentials || onlySessions) {
            rows.stream().filter(this::wanted).map(Row::profile).forEach(invocation.console()::print);
        } else {
            Table table = new Table().row("Profile", "Access key", "Sessions");
            rows.forEach(row -> table.row(row.profile(), row.accessKeyId().orElse("-"), sessions(row)));
            table.print(invocation.console());
        }
        return 0;
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
            List<Duration> left = sessions.stream()
                    .filter(each -> each.label().equals(name))
                    .map(each -> Duration.between(invocation.now(), each.expiration()))
                    .toList();
            boolean configured = aws.profiles().get(name).isPresent();
            rows.add(new Row(name, configured, aws.keys().accessKeyId(name), left));
        }
        return rows;
    }

    private static String sessions(Row row) {
        if (row.sessions().isEmpty()) {
            return "-";
        }
        List<String> texts = row.sessions().stream()
                .map(left -> left.toMinutes() + "m" + left.toSecondsPart() + "s")
                .toList();
        return String.join(", ", texts);
    }

    private static String json(List<Row> rows) {
        Json json = new Json().beginArray();
        for (Row row : rows) {
            json.beginObject().field("profile", row.profile()).field("configured", row.configured());
            json.field("access_key_id", row.accessKeyId().orElse(null));
            json.name("sessions").beginArray();
            for (Duration left : row.sessions()) {
                json.beginObject().field("seconds_left", left.toSeconds()).endObject();
            }
            json.endArray().endObject();
        }
        return json.endArray().toString();
    }
}
