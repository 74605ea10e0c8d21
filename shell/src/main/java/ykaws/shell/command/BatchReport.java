package ykaws.shell.command;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import ykaws.aws.batch.Batch;
import ykaws.aws.batch.UserRow;
import ykaws.aws.enroll.EnrollProgress;
import ykaws.aws.enroll.EnrollStep;
import ykaws.oath.MfaArn;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Problem;

/** Tells how the enrollment of many users goes: a bar on a terminal, a line for each user, counts at the end. */
final class BatchReport implements EnrollProgress {
    private static final int BAR = 20;

    private final Invocation invocation;
    private final int users;
    private int begun;
    private int enrolled;
    private int already;
    private int planned;
    private int failed;
    private String current = "";

    BatchReport(Invocation invocation, int users) {
        this.invocation = invocation;
        this.users = users;
    }

    /** The next user's turn. */
    void begin(UserRow row) {
        begun++;
        current = row.user();
        status("");
    }

    /** For example {@code ann (3 of 500)}. */
    String currentOfAll() {
        return current + " (" + begun + " of " + users + ")";
    }

    private void status(String what) {
        int full = (int) ((long) BAR * (begun - 1) / users);
        invocation
                .console()
                .status(ValidityBar.drawn(full, BAR) + " " + begun + " of " + users + "  " + current
                        + (what.isEmpty() ? "" : ": " + what));
    }

    @Override
    public void started(EnrollStep step) {
        invocation.progress(current + ": " + step.name().toLowerCase(Locale.ROOT));
        if (step != EnrollStep.PROFILE) {
            status(EnrollReport.text(step));
        }
    }

    @Override
    public void undoing(EnrollStep step) {
        invocation
                .console()
                .say("ykaws: " + current + ": taking back: " + step.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void skipped(String check, IOException why) {
        invocation.progress(current + ": could not check " + check + ": " + why.getMessage());
    }

    @Override
    public void left(String what, String command) {
        invocation.console().error("ykaws: note: " + current + ": " + what);
        invocation.console().error("ykaws: hint: " + command);
    }

    void done(UserRow row, Batch.Done done) {
        boolean found = done.outcome() == Batch.Outcome.ALREADY;
        enrolled += found ? 0 : 1;
        already += found ? 1 : 0;
        if (invocation.options().json()) {
            data(
                    row,
                    new Line(
                            found ? "already" : "enrolled",
                            done.serial(),
                            done.account().text(),
                            done.key(),
                            null));
            return;
        }
        String where = done.key().isPresent()
                ? ", on key " + Integer.toUnsignedString(done.key().getAsInt())
                : "";
        invocation
                .console()
                .print(done.serial() + (found ? " is already" : " is now") + " the MFA device of " + row.user()
                        + where);
    }

    /** What {@code --dry-run} tells. */
    void planned(UserRow row, MfaArn serial) throws IOException {
        planned++;
        if (invocation.options().json()) {
            data(row, new Line("planned", serial.text(), serial.accountName().text(), row.key(), null));
            return;
        }
        String key = row.key().isPresent()
                ? "key " + Integer.toUnsignedString(row.key().getAsInt())
                : "the next key";
        invocation.console().print("would make " + serial.text() + " the MFA device of " + row.user() + ", on " + key);
    }

    void failed(UserRow row, MfaArn serial, Problem problem) {
        failed++;
        if (invocation.options().json()) {
            data(row, new Line("failed", serial.text(), null, row.key(), problem));
            return;
        }
        invocation.console().error("ykaws: error: " + row.user() + ": " + problem.message());
        problem.hints().forEach(hint -> invocation.console().error("ykaws: hint: " + hint));
    }

    /** What a user's line says. */
    private record Line(
            String outcome,
            String serial,
            @Nullable String account,
            OptionalInt key,
            @Nullable Problem error) {}

    private void data(UserRow row, Line line) {
        Json json = new Json()
                .beginObject()
                .field("user", row.user())
                .field("mfa_serial", line.serial())
                .name("key");
        if (line.key().isPresent()) {
            json.value(Integer.toUnsignedLong(line.key().getAsInt()));
        } else {
            json.value((String) null);
        }
        json.field("account", line.account()).field("outcome", line.outcome()).name("error");
        Problem error = line.error();
        if (error == null) {
            json.value((String) null);
        } else {
            json.beginObject().field("kind", error.kind()).field("message", error.message());
            json.name("hints").beginArray();
            error.hints().forEach(json::value);
            json.endArray().endObject();
        }
        invocation.console().data(json.endObject().toString());
    }

    /** The end: counts for people; JSON Lines have nothing but their lines. */
    void end() {
        invocation.console().clearStatus();
        if (!invocation.options().json()) {
            invocation.console().print(counts());
        }
    }

    /** For example {@code 500 users: 498 enrolled, 1 already, 1 failed}. */
    String counts() {
        int left = users - enrolled - already - planned - failed;
        return users + (users == 1 ? " user: " : " users: ")
                + (planned > 0 ? planned + " to be enrolled, " : enrolled + " enrolled, ") + already + " already, "
                + failed + " failed" + (left > 0 ? ", " + left + " not begun" : "");
    }
}
