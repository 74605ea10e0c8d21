package ykaws.shell.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Code;
import ykaws.oath.CodeLookup;
import ykaws.oath.Credential;
import ykaws.oath.MfaArn;
import ykaws.oath.OathException;
import ykaws.oath.OathType;
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
            description = "Insist on exactly one account and print its digits only, as ykman's --single.")
    boolean single;

    @Option(names = "--at", paramLabel = "INSTANT", description = "The code of that time (ISO 8601).")
    @Nullable
    String at;

    @Option(names = "--next", description = "The code of the account's next time step.")
    boolean next;

    @Option(
            names = {"-c", "--copy"},
            description = "Put the code into the clipboard instead of printing it. The clipboard is cleared when the"
                    + " code expires, unless something else was copied since.")
    boolean copy;

    @Option(
            names = {"-w", "--watch"},
            description = "Live, until a key is pressed: the codes of all, or one account's code and the next.")
    boolean watch;

    @Option(
            names = {"-H", "--hidden"},
            description = "Show hidden accounts too.")
    boolean hidden;

    CodeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        CodeMoment moment = CodeMoment.of(at, next, invocation.now());
        if (watch) {
            new CodeWatch(invocation, query, hidden).run();
            return 0;
        }
        Clipboard clipboard = copy ? Clipboard.find(invocation) : null;
        try (OpenOath oath = query == null ? OpenOath.open(invocation) : OpenOath.open(invocation, query)) {
            String account = query == null && (single || copy) ? theOnly(oath) : query;
            if (account == null) {
                printAll(oath, moment);
            } else {
                CodeLookup.Found found = find(oath, account, moment);
                oath.key().close();
                if (clipboard == null) {
                    print(found);
                } else {
                    copy(found, clipboard);
                }
            }
        }
        return 0;
    }

    private void checkOptions() {
        if (query != null && query.isEmpty()) {
            throw Problem.usage("the QUERY is empty").failure();
        }
        if (watch
                && (single || copy || next || at != null || invocation.options().json())) {
            throw Problem.usage("--watch shows a live view; it goes with QUERY and --hidden only")
                    .failure();
        }
    }

    private void printAll(OpenOath oath, CodeMoment moment) throws IOException {
        AccountReading reading = new AccountReading(invocation, oath);
        CodeTable table = new CodeTable(moment.corrected(reading.codes(moment.usual()), oath.session()), hidden);
        if (invocation.options().json()) {
            invocation.console().data(table.json());
        } else {
            table.lines(at == null ? moment.at() : null).forEach(invocation.console()::print);
        }
        reading.settle();
    }

    /** Without a QUERY: the one account that the key has. */
    private String theOnly(OpenOath oath) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Credential account : oath.session().list()) {
            if (hidden || !account.hidden()) {
                ids.add(account.id().text());
            }
        }
        if (ids.size() == 1) {
            return ids.get(0);
        }
        throw ids.isEmpty()
                ? OathException.of(OathException.Kind.NO_SUCH_ACCOUNT, "", "the key has no account")
                : OathException.of(
                        OathException.Kind.AMBIGUOUS, "", "the key has " + ids.size() + " accounts: name one", ids);
    }

    private CodeLookup.Found find(OpenOath oath, String account, CodeMoment moment) throws IOException {
        TouchPrompt prompt = new TouchPrompt(invocation, "the code of " + account);
        oath.whenSilent(prompt::tell);
        CodeLookup lookup = new CodeLookup(oath.session(), prompt);
        CodeLookup.Found found;
        try {
            found = (next ? lookup.ofNextStep() : lookup).code(account, moment.at());
        } finally {
            // The shell goes on, and what asks for a touch must not.
            prompt.touched();
        }
        if (lookup.metDamage()) {
            invocation.console().say("ykaws: the key cannot read one of its accounts; which: ykaws oath list");
        }
        boolean typeIsGuessed =
                found.credential().touch() == null && found.credential().algorithm() == null;
        boolean typeIsShown =
                invocation.options().json() || copy || invocation.console().outputIsTerminal();
        return typeIsGuessed && typeIsShown && MfaArn.parse(account).isEmpty() ? withType(found, oath) : found;
    }

    /** A code got by its full name alone may be of a counter: then it does not expire. */
    private static CodeLookup.Found withType(CodeLookup.Found found, OpenOath oath) throws IOException {
        for (Credential each : oath.session().list()) {
            if (each.id().text().equals(found.credential().id().text()) && each.type() == OathType.HOTP) {
                return new CodeLookup.Found(
                        each, new Code(found.code().digits(), found.code().validFrom(), Instant.MAX));
            }
        }
        return found;
    }

    private void print(CodeLookup.Found found) {
        if (invocation.options().json()) {
            invocation.console().data(json(found));
            return;
        }
        invocation.console().data(found.code().digits());
        if (at == null && !next && !single && invocation.console().outputIsTerminal()) {
            tellValidity(found.code());
        }
    }

    private void tellValidity(Code code) {
        Console console = invocation.console();
        if (code.validUntil().equals(Instant.MAX)) {
            console.say("counter-based: it works once, and the key's counter has moved on");
        } else if (invocation.origin() == Invocation.Origin.SHELL) {
            new Countdown(invocation).run(code.validUntil());
        } else {
            console.say("valid " + ValidityBar.seconds(invocation.now(), code.validUntil()) + " s");
        }
    }

    private void copy(CodeLookup.Found found, Clipboard clipboard) throws IOException, InterruptedException {
        if (invocation.options().json()) {
            invocation.console().data(json(found));
        }
        clipboard.copy(found.code());
    }

    private static String json(CodeLookup.Found found) {
        Json json = new Json().beginObject();
        CodeTable.fields(json, new CalculatedCredential(found.credential(), found.code()));
        return json.endObject().toString();
    }
}
