package ykaws.aws.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AwsClients;
import ykaws.aws.SessionCredentials;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;
import ykaws.aws.session.SourceCredentials;
import ykaws.aws.session.Step;
import ykaws.oath.Secret;

/** All sources of credentials that are not long-term keys of ours. */
public final class Sources implements SourceCredentials {
    /** A token is a few hundred bytes; AWS takes 20000. */
    private static final int LONGEST_TOKEN = 20_000;

    private final AwsClients aws;
    private final InstantSource clock;
    private final ForeignProgram program;
    private final Map<String, String> environment;
    private final SignOnCredentials signOn;

    /** Made when the first one is needed: signing in takes parts that no other source does. */
    public interface SignOnCredentials {
        SessionCredentials get(Step.SingleSignOn step) throws IOException;
    }

    /**
     * All of them.
     *
     * @param runs programs, and its environment is what {@code credential_source} means by that
     */
    public Sources(AwsClients aws, InstantSource clock, ForeignProgram runs, SignOnCredentials signOn) {
        this.aws = aws;
        this.clock = clock;
        this.program = runs;
        this.environment = runs.environment();
        this.signOn = signOn;
    }

    @Override
    public SessionCredentials get(Step.Source source) throws IOException {
        if (source instanceof Step.Program step) {
            try (Secret output = program.output(step.program(), false)) {
                return new CredentialDocument(
                                clock,
                                fault -> step.program().fault(ConfigException.Kind.SOURCE_FAILED, "prints " + fault))
                        .ofProgram(output, step.duration());
            }
        }
        if (source instanceof Step.Environment step) {
            return ofEnvironment(step);
        }
        if (source instanceof Step.Machine step) {
            return new MachineCredentials(environment, clock).get(step);
        }
        if (source instanceof Step.WebIdentity web) {
            try (Secret token = token(web.token())) {
                return aws.unsignedSts(web.endpoints()).assumeRoleWithWebIdentity(web.call(), token);
            }
        }
        return signOn.get((Step.SingleSignOn) source);
    }

    private SessionCredentials ofEnvironment(Step.Environment step) {
        return new SessionCredentials(
                step.accessKeyId(),
                variable("AWS_SECRET_ACCESS_KEY"),
                variable(step.longTerm() ? "" : "AWS_SESSION_TOKEN"),
                clock.instant().plus(step.duration()),
                null);
    }

    private Secret variable(String name) {
        return Secret.takeOver(environment.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
    }

    private Secret token(Step.Token token) throws IOException {
        Path file = token.file();
        if (file == null) {
            try (Secret output = program.output(java.util.Objects.requireNonNull(token.program()), false)) {
                return stripped(output.expose(byte[]::clone), token.place());
            }
        }
        try {
            return stripped(Files.readAllBytes(file), token.place());
        } catch (ConfigException e) {
            throw e;
        } catch (IOException e) {
            throw new ConfigException(
                    ConfigException.Kind.SOURCE_FAILED,
                    "the web identity's token " + file + " cannot be read",
                    token.place());
        }
    }

    private static Secret stripped(byte[] text, @Nullable Setting place) throws ConfigException {
        int from = 0;
        int to = text.length;
        while (from < to && text[from] <= ' ') {
            from++;
        }
        while (to > from && text[to - 1] <= ' ') {
            to--;
        }
        Secret token = Secret.takeOver(java.util.Arrays.copyOfRange(text, from, to));
        java.util.Arrays.fill(text, (byte) 0);
        if (token.length() == 0 || token.length() > LONGEST_TOKEN) {
            token.close();
            throw new ConfigException(
                    ConfigException.Kind.SOURCE_FAILED,
                    "the web identity's token is empty, or too long to be one",
                    place);
        }
        return token;
    }
}
