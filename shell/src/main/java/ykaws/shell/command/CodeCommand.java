package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Code;
import ykaws.oath.CodeLookup;
import ykaws.shell.Console;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** {@code code} and {@code oath code}. */
@Command(
        name = "code",
        description = {
            "Print the code of one account, or the codes of all.",
            "With QUERY, standard output carries that account's digits and nothing else. QUERY is an account's full"
                    + " name, the last part of its MFA ARN, or a part of its name.",
            "",
            "Example: ykaws code dev"
        })
final class CodeCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "QUERY", description = "The account.")
    @Nullable
    String query;

    @Option(
            names = {"-s", "--single"},
            description = "Insist on exactly one account, as ykman's --single.")
    boolean single;

    @Option(names = "--at", paramLabel = "INSTANT", description = "The code of that time (ISO 8601).")
    @Nullable
    String at;

    @Option(names = "--next", description = "The code of the next time step.")
    boolean next;

    @Option(
            names = {"-H", "--hidden"},
            description = "Show hidden accounts too.")
    boolean hidden;

    CodeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Instant instant = instant();
        if (query == null && single) {
            throw Problem.usage("--single needs a QUERY", "ykaws oath list").failure();
        }
        if (query != null && query.isEmpty()) {
            throw Problem.usage("the QUERY is empty").failure();
        }
        try (OpenOath oath = OpenOath.open(invocation)) {
            if (query == null) {
                new CodeTable(invocation, hidden).print(oath.session().calculateAll(instant), instant);
            } else {
                printOne(oath, query, instant);
            }
        }
        return 0;
    }

    private Instant instant() {
        Instant instant = invocation.now();
        if (at != null) {
            try {
                instant = Instant.parse(at);
            } catch (DateTimeParseException e) {
                throw Problem.usage("'" + at + "' is not a time as in 2026-01-31T12:00:00Z")
                        .failure();
            }
        }
        return next ? instant.plusSeconds(30) : instant;
    }

    private void printOne(OpenOath oath, String account, Instant instant) throws IOException {
        TouchPrompt prompt = new TouchPrompt(invocation, "the code of " + account);
        oath.whenSilent(prompt::tell);
        CodeLookup.Found found = new CodeLookup(oath.session(), prompt).code(account, instant);
        oath.key().close();
        if (invocation.options().json()) {
            invocation.console().data(json(found));
            return;
        }
        invocation.console().data(found.code().digits());
        if (at == null && !next && invocation.console().outputIsTerminal()) {
            tellValidity(found.code());
        }
    }

    private void tellValidity(Code code) {
        Console console = invocation.console();
        if (code.validUntil().equals(Instant.MAX)) {
            return;
        }
        if (invocation.origin() == Invocation.Origin.SHELL) {
            new Countdown(invocation).run(code.validUntil());
        } else {
            long left = Duration.between(invocation.now(), code.validUntil()).toSeconds();
            console.say("valid " + Math.max(0, left) + " s");
        }
    }

    private static String json(CodeLookup.Found found) {
        Json json = new Json().beginObject();
        CodeTable.fields(json, new CalculatedCredential(found.credential(), found.code()));
        return json.endObject().toString();
    }

    /** For the table: which accounts are shown. */
    static List<CalculatedCredential> visible(List<CalculatedCredential> all, boolean hidden) {
        List<CalculatedCredential> shown = new java.util.ArrayList<>();
        for (CalculatedCredential each : all) {
            if (hidden || !each.credential().hidden()) {
                shown.add(each);
            }
        }
        return shown;
    }
}
