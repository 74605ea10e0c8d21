package ykaws.shell.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import ykaws.aws.enroll.ConsoleForm;
import ykaws.aws.enroll.FormCodes;
import ykaws.shell.Invocation;

/** Shows the codes, and asks the person at the terminal what AWS's form said to them. */
final class FormDialog implements ConsoleForm {
    private final Invocation invocation;
    private final java.time.InstantSource aws;

    /** @param aws AWS's time */
    FormDialog(Invocation invocation, java.time.InstantSource aws) {
        this.invocation = invocation;
        this.aws = aws;
    }

    @Override
    public Answer typed(FormCodes codes) throws IOException {
        invocation.console().clearStatus();
        long left = Math.max(0, Duration.between(aws.instant(), codes.until()).toSeconds());
        invocation
                .console()
                .say("ykaws: type these into AWS's form as MFA code 1 and MFA code 2 within " + left + " s:");
        boolean json = invocation.options().json();
        for (String code : new String[] {codes.first(), codes.second()}) {
            if (!json) {
                invocation.console().data(code);
            } else if (invocation.canAsk()) {
                invocation.console().say(code);
            }
        }
        if (!invocation.canAsk()) {
            return Answer.NOBODY;
        }
        return answer(
                "Press Enter when AWS has taken them; n for new codes; q (or Ctrl-C) takes the account off the key: ");
    }

    @Override
    public Answer unlisted(String serial, String user) throws IOException {
        invocation.console().say("ykaws: note: IAM does not list " + serial + " among the MFA devices of " + user);
        if (!invocation.canAsk()) {
            return Answer.NOBODY;
        }
        return answer("Press Enter to leave it at that; n for new codes; q takes the account off the key: ");
    }

    @Override
    public void waiting(Duration left) {
        invocation.console().say("ykaws: the next codes are due in " + Math.max(1, left.toSeconds()) + " s");
    }

    private Answer answer(String prompt) throws IOException {
        for (; ; ) {
            switch (ask(prompt).trim().toLowerCase(Locale.ROOT)) {
                case "", "y", "yes" -> {
                    return Answer.TAKEN;
                }
                case "n", "no" -> {
                    return Answer.REFUSED;
                }
                case "q", "quit" -> {
                    return Answer.GIVEN_UP;
                }
                default -> invocation.console().say("ykaws: Enter, n or q");
            }
        }
    }

    /** A terminal that is being read can't be interrupted, but whoever waits for the reader can. */
    private String ask(String prompt) throws IOException {
        FutureTask<String> answer = new FutureTask<>(() -> invocation.console().ask(prompt));
        Thread reader = new Thread(answer, "answer");
        reader.setDaemon(true);
        reader.start();
        try {
            return answer.get();
        } catch (InterruptedException e) {
            reader.interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
