package ykaws.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathType;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;
import ykaws.shell.Table;
import ykaws.shell.command.ImportResult.Outcome;

/** What an import shows: before, what it would do; after, what it did. */
record ImportReport(Invocation invocation) {

    /** The accounts as they would be stored, to the terminal. */
    void preview(List<ImportItem> items) {
        Table table = new Table();
        for (ImportItem item : items) {
            NewCredential account = item.account();
            String why = item.refusal() == null ? "" : ": " + item.refusal().getMessage();
            table.row(
                    item.name(),
                    account == null ? "" : account.type() + " " + account.algorithm(),
                    account == null ? "" : account.digits() + " digits",
                    account == null || account.type() == OathType.HOTP
                            ? ""
                            : account.id().period() + " s",
                    account != null && account.touch() ? "touch" : "",
                    item.state().text() + (item.state() == ImportItem.State.REFUSED ? why : ""));
        }
        table.lines().forEach(invocation.console()::say);
    }

    /** What became of each, to standard output. */
    void results(List<ImportResult> results) {
        if (invocation.options().json()) {
            Json json = new Json().beginArray();
            results.forEach(result -> add(json, result));
            invocation.console().data(json.endArray().toString());
            return;
        }
        Table table = new Table();
        for (ImportResult result : results) {
            String message = result.message();
            table.row(result.item().name(), result.outcome().text() + (message == null ? "" : ": " + message));
        }
        table.print(invocation.console());
    }

    private static void add(Json json, ImportResult result) {
        NewCredential account = result.item().account();
        json.beginObject().field("account", result.item().name());
        json.field("issuer", account == null ? null : account.id().issuer());
        json.field("name", account == null ? null : account.id().name());
        json.field("type", account == null ? null : account.type().name().toLowerCase(Locale.ROOT));
        json.field("algorithm", account == null ? null : account.algorithm().name());
        number(json, "digits", account == null ? null : account.digits());
        boolean periodic = account != null && account.type() == OathType.TOTP;
        number(json, "period", account != null && periodic ? account.id().period() : null);
        json.field("touch", account == null ? null : (Boolean) account.touch());
        json.field("result", result.outcome().text());
        json.field("message", result.message()).endObject();
    }

    private static void number(Json json, String name, @Nullable Integer value) {
        if (value == null) {
            json.field(name, (String) null);
        } else {
            json.field(name, value.longValue());
        }
    }

    /** The failure of an import that is done as far as it goes: the first account's, or the one that ended it. */
    Problem problem(List<ImportResult> results, ImportResult failure) {
        long stored = results.stream().filter(ImportResult::good).count();
        Problem cause = invocation.problem(failure.failure() == null ? new IllegalStateException() : failure.failure());
        List<String> hints = new ArrayList<>(hints(failure.failure(), cause));
        if (failure.outcome() == Outcome.UNKNOWN) {
            hints.add("import again: what is on the key already is left alone");
        }
        return new Problem(
                cause.kind(),
                stored + " of " + results.size() + " accounts are on the key: "
                        + failure.item().name() + ": " + cause.message(),
                hints,
                cause.exitCode());
    }

    /** The only account there is was refused. */
    Problem problem(OathException refusal) {
        Problem cause = invocation.problem(refusal);
        List<String> hints = new ArrayList<>(cause.hints());
        if (refusal.kind() == OathException.Kind.INVALID_NAME) {
            hints.add("store it under another name: --name NAME");
        }
        return new Problem(cause.kind(), cause.message(), hints, cause.exitCode());
    }

    private static List<String> hints(@Nullable Exception failure, Problem cause) {
        List<String> hints = new ArrayList<>(cause.hints());
        if (failure instanceof OathException oath && oath.kind() == OathException.Kind.INVALID_NAME) {
            hints.add("import it by itself under another name: --only QUERY --name NAME");
        }
        if (failure instanceof OathException oath && oath.kind() == OathException.Kind.NO_SPACE) {
            hints.add("choose some of the accounts with --only QUERY");
        }
        return hints;
    }
}
