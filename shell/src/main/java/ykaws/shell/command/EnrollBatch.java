package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.batch.Batch;
import ykaws.aws.batch.UserFile;
import ykaws.aws.batch.UserRow;
import ykaws.aws.enroll.Commands;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.files.LockFile;
import ykaws.pcsc.KeySelector;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;
import ykaws.shell.jline.ForwardedSignals;

/** {@code enroll --from}: a file of users, who get a key each. */
final class EnrollBatch {
    /** After so many users in a row for whom AWS could not be reached, the others are not tried. */
    private static final int OUT_OF_REACH = 3;

    private final Invocation invocation;
    private final Wish wish;
    private final NextKey next;
    private volatile boolean stopped;
    private int unreachable;
    private int code = ExitCode.DONE;

    /**
     * What the options say.
     *
     * @param profile of the administrator, or null
     * @param tags for every device; a user's own come first
     */
    record Wish(Path file, @Nullable String profile, Map<String, String> tags, boolean touch, boolean dryRun) {}

    EnrollBatch(Invocation invocation, Wish wish) {
        this.invocation = invocation;
        this.wish = wish;
        this.next = new NextKey(invocation);
    }

    /** Does it, and returns the exit code. */
    int run() throws IOException {
        UserFile file = new UserFile(wish.file);
        BatchReport report = new BatchReport(invocation, file.check());
        AwsAccess aws = new AwsAccess(invocation);
        String source = UserOptions.source(invocation, aws, wish.profile, null);
        Thread thread = Thread.currentThread();
        Runnable stop = () -> {
            stopped = true;
            thread.interrupt();
        };
        boolean ownSignals = invocation.origin() != Invocation.Origin.SHELL;
        try (IamLogin login = IamLogin.ofAdministrator(invocation, aws, source);
                LockFile alone = aws.journal().alone();
                UserFile.Rows rows = file.rows();
                ForwardedSignals signals = ownSignals ? ForwardedSignals.interrupting(stop) : ForwardedSignals.none()) {
            invocation.progress("signals are " + (signals.held() ? "taken over" : "the shell's") + ", no other"
                    + " enrollment is under way (" + alone.getClass().getSimpleName() + ")");
            all(new Admin(aws, login, report), rows, report);
        }
        return code;
    }

    /** The batch is made anew with the session of the administrator. */
    private static final class Admin {
        private final AwsAccess aws;
        private final IamLogin login;
        private final BatchReport report;
        private EnrollWish.@Nullable Login used;
        private @Nullable Batch batch;

        Admin(AwsAccess aws, IamLogin login, BatchReport report) throws IOException {
            this.aws = aws;
            this.login = login;
            this.report = report;
            batch();
        }

        Batch batch() throws IOException {
            EnrollWish.Login current = login.current();
            Batch made = batch;
            if (made == null || !current.equals(used)) {
                made = Batch.of(aws.enrollParts(), current, report);
                used = current;
                batch = made;
            }
            return made;
        }
    }

    private void all(Admin admin, UserFile.Rows rows, BatchReport report) throws IOException {
        if (!wish.dryRun) {
            next.begin();
        }
        Optional<UserRow> row = rows.next();
        while (row.isPresent() && !isStopped()) {
            one(admin.batch(), withCommonTags(row.get()), report);
            row = rows.next();
        }
        if (row.isPresent()) {
            invocation.console().clearStatus();
            throw stoppedAfter(report).failure();
        }
        report.end();
    }

    private boolean isStopped() {
        stopped |= Thread.interrupted();
        return stopped || unreachable == OUT_OF_REACH;
    }

    private Problem stoppedAfter(BatchReport report) {
        return stopped
                ? new Problem(
                        "interrupted",
                        "interrupted; " + report.counts(),
                        List.of("run it again: it does what is missing"),
                        ExitCode.INTERRUPTED)
                : new Problem(
                        "aws-unreachable",
                        "AWS could not be reached; " + report.counts(),
                        List.of("check the network, HTTPS_PROXY and AWS_ENDPOINT_URL", "run it again for the others"),
                        code);
    }

    private UserRow withCommonTags(UserRow row) {
        Map<String, String> tags = new LinkedHashMap<>(wish.tags);
        tags.putAll(row.tags());
        return new UserRow(row.line(), row.user(), row.device(), row.path(), row.key(), tags);
    }

    private void one(Batch batch, UserRow row, BatchReport report) {
        report.begin(row);
        try {
            Optional<Batch.Done> already = batch.already(row, !wish.dryRun);
            if (already.isPresent()) {
                report.done(row, already.get());
            } else if (wish.dryRun) {
                report.planned(row, batch.serial(row));
            } else {
                report.done(row, enroll(batch, row, report));
            }
            unreachable = 0;
        } catch (IOException | RuntimeException e) {
            Problem problem = invocation.problem(e);
            stopped |= problem.exitCode() == ExitCode.INTERRUPTED;
            unreachable = problem.exitCode() == ExitCode.AWS_UNREACHABLE ? unreachable + 1 : 0;
            code = code == ExitCode.DONE ? problem.exitCode() : code;
            report.failed(row, batch.serial(row), problem);
        }
    }

    private Batch.Done enroll(Batch batch, UserRow row, BatchReport report) throws IOException {
        KeySelector key = row.key().isPresent()
                ? new KeySelector(row.key(), invocation.readerFilter())
                : next.find(batch.serial(row), report.currentOfAll());
        tellOfFormerKey(batch, row, key, report);
        try (EnrollPort port = new EnrollPort(invocation, key, "the check of the code of " + row.user())) {
            return batch.enroll(row, port, wish.touch);
        }
    }

    /** A killed run may have left an account on another key, which no later run would come across. */
    private static void tellOfFormerKey(Batch batch, UserRow row, KeySelector key, BatchReport report)
            throws IOException {
        OptionalInt former = batch.begunOn(row);
        if (former.isPresent() && !former.equals(key.serial())) {
            report.left(
                    "a former run began with key " + Integer.toUnsignedString(former.getAsInt())
                            + ", which may hold an account that is of no use",
                    Commands.deleteAccount(former, batch.serial(row).accountName()));
        }
    }
}
