package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.DurationText;
import ykaws.aws.session.ProgramSetting;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.session.Step;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** The options of every command that gets a session. */
final class SessionOptions {
    @Option(
            names = {"-d", "--duration"},
            paramLabel = "TIME",
            description = "How long the credentials last, for example 1h or 30m.")
    @Nullable
    String duration;

    @Option(
            names = {"-n", "--no-session"},
            description = "Use the long-term keys without GetSessionToken.")
    boolean noSession;

    @Option(names = "--region", paramLabel = "REGION", description = "The AWS region.")
    @Nullable
    String region;

    @Option(
            names = {"-t", "--mfa-token"},
            paramLabel = "CODE",
            description = "An MFA code to use. Better left out: it then comes from the key.")
    @Nullable
    String mfaToken;

    AwsAccess.Wish wish(Duration minLeft) {
        return new AwsAccess.Wish(duration(), noSession, region, minLeft);
    }

    private @Nullable Duration duration() {
        Duration parsed = duration == null ? null : DurationText.parse(duration);
        if (duration != null && parsed == null) {
            throw Problem.usage("'" + duration + "' is no duration", "write it as 1h, 30m or 900s")
                    .failure();
        }
        return parsed;
    }

    boolean holdsSecret() {
        return mfaToken != null;
    }

    /** Where the codes for this request come from. */
    CodeSource codes(Invocation invocation, SessionRequest request) {
        if (mfaToken != null) {
            if (!mfaToken.matches("[0-9]{6}")) {
                throw Problem.usage("--mfa-token takes six digits").failure();
            }
            if (!namesDevice(request)) {
                throw Problem.usage(
                                "profile " + request.profile() + " names no mfa_serial, which --mfa-token would be of")
                        .failure();
            }
            invocation.console().say("ykaws: note: other programs can read --mfa-token while the command runs");
            return new GivenCode(mfaToken);
        }
        return keyCodes(invocation, request);
    }

    /** The codes of the key, whatever the options say. */
    static CodeSource keyCodes(Invocation invocation, SessionRequest request) {
        CodeSource key = new KeyCodes(invocation, accountNames(request));
        Map<String, ProgramSetting> programs = programs(request);
        return programs.isEmpty() ? key : new ProgramCodes(invocation, key, programs, request);
    }

    private static boolean namesDevice(SessionRequest request) {
        for (Step step : request.steps()) {
            if (step.mfa() != null && step.mfa().named()) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, ProgramSetting> programs(SessionRequest request) {
        Map<String, ProgramSetting> programs = new HashMap<>();
        for (Step step : request.steps()) {
            if (step.mfa() != null && step.mfa().program() != null) {
                programs.put(step.mfa().serial(), step.mfa().program());
            }
        }
        return programs;
    }

    private static Map<String, String> accountNames(SessionRequest request) {
        Map<String, String> names = new HashMap<>();
        for (Step step : request.steps()) {
            if (step.mfa() != null && step.mfa().oathName() != null) {
                names.put(step.mfa().serial(), step.mfa().oathName());
            }
        }
        return names;
    }

    /** A code that was typed: it is good for one call, whatever its time step. */
    private static final class GivenCode implements CodeSource {
        private final String code;
        private boolean given;

        GivenCode(String code) {
            this.code = code;
        }

        @Override
        public synchronized String code(String mfaSerial, long step) throws IOException {
            if (given) {
                throw Problem.usage("the code of --mfa-token is used up, and another one is needed")
                        .failure();
            }
            given = true;
            return code;
        }
    }
}
