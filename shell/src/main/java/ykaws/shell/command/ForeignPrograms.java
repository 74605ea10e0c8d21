package ykaws.shell.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.config.ConfigException;
import ykaws.aws.session.ProgramSetting;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.session.SourceCredentials;
import ykaws.aws.session.Step;
import ykaws.aws.source.ForeignProgram;
import ykaws.aws.source.Sources;
import ykaws.shell.Invocation;

/**
 * The programs that profiles name, run for one request.
 *
 * <p>Each is told in its environment which requests wait for it, so that a ykaws which it runs, and which would wait for
 * the same, says so instead.
 */
final class ForeignPrograms {
    /** The hashes of the requests above, with blanks between. */
    private static final String ACTIVE = "YKAWS_ACTIVE";

    private final Invocation invocation;
    private final SessionRequest request;

    ForeignPrograms(Invocation invocation, SessionRequest request) {
        this.invocation = invocation;
        this.request = request;
    }

    /** @throws ConfigException RECURSION if this very request waits for the program that runs us */
    void requireNotActive() throws ConfigException {
        String active = invocation.app().environment().getOrDefault(ACTIVE, "");
        if (active.isEmpty() || !isAmong(active)) {
            return;
        }
        ProgramSetting program = program();
        String message = "asks, by way of other programs, for the credentials of " + request.profile() + " again";
        throw program == null
                ? new ConfigException(
                        ConfigException.Kind.RECURSION,
                        "profile " + request.profile() + " waits for a program that asks for its credentials again",
                        null)
                : program.fault(ConfigException.Kind.RECURSION, message);
    }

    private boolean isAmong(String active) {
        for (String each : active.split(" ", -1)) {
            if (hashes().contains(each)) {
                return true;
            }
        }
        return false;
    }

    private String hashes() {
        Optional<SessionRequest> first = request.prime();
        return request.hash().hex() + first.map(it -> " " + it.hash().hex()).orElse("");
    }

    private @Nullable ProgramSetting program() {
        for (Step step : request.steps()) {
            ProgramSetting own = step instanceof Step.Source source ? source.program() : null;
            ProgramSetting found =
                    own == null && step.mfa() != null ? step.mfa().program() : own;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** With the process's environment, without what opens the vault. */
    ForeignProgram runner() {
        Map<String, String> environment = new HashMap<>(invocation.app().environment());
        environment.keySet().removeIf(it -> it.startsWith("YKAWS_VAULT_"));
        String above = environment.getOrDefault(ACTIVE, "");
        environment.put(ACTIVE, (above.isEmpty() ? "" : above + " ") + hashes());
        return new ForeignProgram(environment);
    }

    SourceCredentials sources(AwsAccess aws) {
        return source -> new Sources(
                        aws.clients(),
                        invocation.app().clock(),
                        runner(),
                        step -> SignOnDoor.get(invocation, aws, step))
                .get(source);
    }
}
