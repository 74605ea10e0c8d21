package ykaws.shell.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import ykaws.aws.MfaDevice;
import ykaws.aws.config.ProfileEditor;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.enroll.Unenrollment;
import ykaws.aws.session.CodeSource;
import ykaws.aws.status.Finding;
import ykaws.pcsc.KeySelector;
import ykaws.shell.ExitCode;
import ykaws.shell.Failure;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/**
 * {@code status --fix}: shows what it is going to do, and does it one after the other. What takes something away is asked
 * for by itself; a failure stops none of the rest.
 */
final class StatusFixes {
    /** An unassigned device needs no codes to be deleted. */
    private static final CodeSource NO_CODES = (serial, step) -> {
        throw new IllegalStateException("no code is asked for");
    };

    private final Invocation invocation;
    private final AwsAccess aws;
    private final EnrollWish.Login login;
    private final boolean force;
    private int exitCode = ExitCode.DONE;

    /**
     * What became of a finding.
     *
     * @param state {@code fixed}, {@code left} or {@code failed}
     */
    record Outcome(Finding finding, String state, String message) {}

    StatusFixes(Invocation invocation, AwsAccess aws, EnrollWish.Login login, boolean force) {
        this.invocation = invocation;
        this.aws = aws;
        this.login = login;
        this.force = force;
    }

    /** Of the first that failed; 0 if none did. */
    int exitCode() {
        return exitCode;
    }

    List<Outcome> run(List<Finding> findings) throws IOException {
        List<Finding> ours = new ArrayList<>();
        for (Finding each : findings) {
            if (!(each.remedy() instanceof Finding.ByHand)) {
                ours.add(each);
            }
        }
        if (ours.isEmpty()) {
            invocation.console().say("ykaws: nothing that --fix can mend; run the commands above for the rest");
            return left(findings);
        }
        invocation.console().say("ykaws: --fix is going to:");
        ours.forEach(each -> invocation.console().say("  " + plan(each.remedy())));
        invocation.confirm("Do that?", force);
        List<Outcome> outcomes = new ArrayList<>();
        for (Finding each : ours) {
            Outcome outcome = attempt(each);
            invocation.console().say("ykaws: " + outcome.message());
            outcomes.add(outcome);
        }
        outcomes.addAll(left(findings));
        return outcomes;
    }

    private static List<Outcome> left(List<Finding> findings) {
        List<Outcome> left = new ArrayList<>();
        for (Finding each : findings) {
            if (each.remedy() instanceof Finding.ByHand) {
                left.add(new Outcome(each, "left", "left to you: " + each.fix()));
            }
        }
        return left;
    }

    private static String plan(Finding.Remedy remedy) {
        if (remedy instanceof Finding.SetSerial set) {
            return "write mfa_serial = " + set.serial() + " to " + set.profile();
        }
        if (remedy instanceof Finding.DeleteDevice device) {
            return "delete the MFA device " + device.serial() + ", which nobody has enabled, after a question"
                    + (device.ours() ? "" : " that --force does not answer: it may be a colleague's");
        }
        Finding.DeleteAccount account = (Finding.DeleteAccount) remedy;
        return "delete the account " + account.account().text() + " from key "
                + account.key().name() + ", after a question";
    }

    private Outcome attempt(Finding finding) throws IOException {
        try {
            String done = mend(finding.remedy());
            return done == null
                    ? new Outcome(finding, "left", "left as it is: " + finding.subject())
                    : new Outcome(finding, "fixed", done);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | Failure e) {
            Problem problem = invocation.problem(e);
            if (problem.exitCode() == ExitCode.INTERRUPTED) {
                throw e;
            }
            exitCode = exitCode == ExitCode.DONE ? problem.exitCode() : exitCode;
            return new Outcome(finding, "failed", "failed: " + finding.subject() + ": " + problem.message());
        }
    }

    /** Null if the person does not want it. */
    private @org.jspecify.annotations.Nullable String mend(Finding.Remedy remedy) throws IOException {
        if (remedy instanceof Finding.SetSerial set) {
            ProfileEditor.set(aws.files().config(), set.profile(), "mfa_serial", set.serial());
            return "wrote mfa_serial to " + set.profile();
        }
        if (remedy instanceof Finding.DeleteDevice device) {
            // Who gives a blanket consent has not thought of devices that a colleague is about to enable.
            boolean mayBeElses = force && !device.ours();
            return !mayBeElses && agreed("Delete the MFA device " + device.serial() + ", which nobody has enabled?")
                    ? deleted(device.serial())
                    : null;
        }
        Finding.DeleteAccount account = (Finding.DeleteAccount) remedy;
        String question = "Delete the account " + account.account().text() + " from key "
                + account.key().name() + "? Its secret is lost then.";
        return agreed(question) ? deleted(account) : null;
    }

    private boolean agreed(String question) throws IOException {
        if (force) {
            return true;
        }
        String answer = invocation.console().ask(question + " [y/N] ").trim();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private String deleted(String device) throws IOException {
        new Unenrollment(aws.enrollParts()).run(login, new MfaDevice(device, null, null), NO_CODES, null);
        return "deleted the MFA device " + device;
    }

    private String deleted(Finding.DeleteAccount account) throws IOException {
        KeySelector selector = account.key().serial().isPresent()
                ? new KeySelector(account.key().serial(), null)
                : KeySelector.ofReader(account.key().reader());
        try (OpenOath oath = OpenOath.openWithSerial(invocation, selector)) {
            oath.session().delete(account.account());
        }
        return "deleted the account " + account.account().text() + " from key "
                + account.key().name();
    }
}
