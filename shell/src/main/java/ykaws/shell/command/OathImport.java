package ykaws.shell.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.OathException;
import ykaws.oath.imports.ImportReader;
import ykaws.oath.imports.ImportedAccount;
import ykaws.shell.Invocation;
import ykaws.shell.MayHoldSecret;
import ykaws.shell.command.ImportItem.State;

/** {@code oath import}. */
@Command(
        name = "import",
        description = {
            "Store accounts of other programs on the key: from otpauth:// URIs, pictures of QR codes (PNG, JPEG),"
                    + " Google Authenticator's export, and unencrypted JSON exports of Aegis and 2FAS.",
            "Shows what it would store and asks once. Accounts that the key has already are left alone unless told"
                    + " otherwise, so that an import can be repeated.",
            "",
            "Example: ykaws oath import screenshot.png"
        })
final class OathImport implements Callable<Integer>, MayHoldSecret {
    private final Invocation invocation;

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "Files, or - for standard input, or URIs. Without any, a URI is asked for, or standard input"
                    + " is read.")
    List<String> sources = new ArrayList<>();

    @Option(
            names = {"-t", "--touch"},
            negatable = true,
            description = "Require a touch for each code (default for MFA ARNs).")
    @Nullable
    Boolean touch;

    @Option(
            names = "--only",
            paramLabel = "QUERY",
            description = "Only accounts whose name contains QUERY; repeatable.")
    List<String> only = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "Store the one account under this name.")
    @Nullable
    String name;

    @Option(names = "--skip-existing", description = "Leave accounts alone that are on the key, without asking.")
    boolean skipExisting;

    @Option(
            names = {"-f", "--force"},
            description = "Don't ask, and replace accounts on the key unless they are known to be the same.")
    boolean force;

    OathImport(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return new ImportSources(invocation, sources).holdSecret();
    }

    @Override
    public Integer call() throws IOException {
        SandboxNotice.say(invocation);
        ImportChoice choice = new ImportChoice(only, name, touch);
        try (ImportReader reader = new ImportSources(invocation, sources).read()) {
            for (String note : reader.notes()) {
                invocation.console().say("ykaws: note: " + note);
            }
            List<ImportedAccount> accounts = choice.of(reader.accounts());
            for (String missing : reader.missing()) {
                invocation.confirm(missing + ". Import without it?", force);
            }
            return store(accounts, choice);
        }
    }

    private int store(List<ImportedAccount> accounts, ImportChoice choice) throws IOException {
        ImportReport report = new ImportReport(invocation);
        List<ImportResult> results;
        try (OpenOath oath = OpenOath.open(invocation);
                ImportPlan plan = ImportPlan.of(oath.session(), accounts, choice, invocation.now())) {
            OathException refusal = plan.items().get(0).refusal();
            if (plan.items().size() == 1 && refusal != null) {
                throw report.problem(refusal).failure();
            }
            boolean replace = agreed(plan, report);
            results = run(new ImportRun(oath.session(), replace), plan.items());
            report.results(results);
        }
        ImportResult failure = ImportRun.failure(results);
        if (failure != null) {
            throw report.problem(results, failure).failure();
        }
        return 0;
    }

    /** Ctrl-C ends a process between two accounts, or within one: then too it is said how far it came. */
    private List<ImportResult> run(ImportRun run, List<ImportItem> items) {
        Thread told = new Thread(() -> invocation
                .console()
                .error("ykaws: interrupted: " + run.done() + " of " + accounts(items.size())
                        + " are on the key; import again: what is there already is left alone"));
        Runtime.getRuntime().addShutdownHook(told);
        try {
            return run.run(items);
        } finally {
            forget(told);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has its say.
            return;
        }
    }

    /** Shows and asks; returns whether accounts on the key are to be replaced. */
    private boolean agreed(ImportPlan plan, ImportReport report) throws IOException {
        long added = plan.count(State.NEW);
        long changed = plan.items().stream().filter(ImportItem::wouldReplace).count();
        if (!force && (added > 0 || (changed > 0 && !skipExisting))) {
            report.preview(plan.items());
        }
        requireRoom(plan);
        boolean replace = changed > 0 && !skipExisting && (force || wantsReplaced(changed));
        if (added > 0) {
            invocation.confirm("Store " + accounts(added) + " on the key?", force);
        }
        return replace;
    }

    private static void requireRoom(ImportPlan plan) throws OathException {
        long without = plan.count(State.NO_ROOM);
        if (without > 0) {
            throw OathException.of(
                    OathException.Kind.NO_SPACE,
                    "",
                    "the key has room for " + plan.count(State.NEW) + " of these " + (plan.count(State.NEW) + without)
                            + " new accounts; nothing was stored");
        }
    }

    private boolean wantsReplaced(long changed) throws IOException {
        if (!invocation.canAsk()) {
            return false;
        }
        String answer = invocation
                .console()
                .ask("Replace " + accounts(changed) + " on the key, whose secrets are then lost? [y/N] ")
                .trim();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private static String accounts(long number) {
        return number == 1 ? "1 account" : number + " accounts";
    }
}
