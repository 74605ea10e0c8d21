package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.Base32;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.MfaArn;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.OathType;
import ykaws.oath.Secret;
import ykaws.oath.Totp;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.MayHoldSecret;
import ykaws.shell.Problem;

/** {@code oath add}. */
@Command(
        name = "add",
        description = {
            "Store an account on the key.",
            "For the ARN of an MFA device, a touch is required for each code, and the two codes that the AWS console"
                    + " asks for are printed at once: of the last and of the current time step.",
            "",
            "Example: ykaws oath add arn:aws:iam::123456789012:mfa/dev"
        })
final class OathAdd implements Callable<Integer>, MayHoldSecret {
    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "NAME", description = "The account's name, for example an MFA ARN.")
    String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SECRET",
            description = "The secret in base32. Better left out: it is then asked for, or read from standard input.")
    @Nullable
    String secretArgument;

    @Option(names = "--touch", negatable = true, description = "Require a touch for each code (default for MFA ARNs).")
    @Nullable
    Boolean touch;

    @Option(names = "--hotp", description = "A counter-based account (RFC 4226); default is time-based (RFC 6238).")
    boolean hotp;

    @Option(names = "--totp", description = "A time-based account, the default.")
    boolean totp;

    @Option(names = "--algorithm", paramLabel = "NAME", description = "SHA1 (default), SHA256 or SHA512.")
    HashAlgorithm algorithm = HashAlgorithm.SHA1;

    @Option(names = "--digits", paramLabel = "N", description = "6 (default), 7 or 8.")
    int digits = 6;

    @Option(names = "--period", paramLabel = "SECONDS", description = "Length of a time step, 30 by default.")
    int period = CredentialId.DEFAULT_PERIOD;

    @Option(names = "--counter", paramLabel = "N", description = "First counter of a counter-based account.")
    int counter;

    @Option(names = "--issuer", paramLabel = "NAME", description = "The issuer of the account.")
    @Nullable
    String issuer;

    @Option(
            names = {"-f", "--force"},
            description = "Replace an account of the same name without asking.")
    boolean force;

    OathAdd(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return secretArgument != null;
    }

    @Override
    public Integer call() throws IOException {
        if (hotp && totp) {
            throw Problem.usage("--hotp and --totp exclude each other").failure();
        }
        Optional<MfaArn> arn = issuer == null ? MfaArn.parse(name) : Optional.empty();
        CredentialId id = id(arn);
        if (invocation.world().isSandbox()) {
            invocation.console().say("ykaws: this is the sandbox: a software key, no hardware");
        }
        try (Secret key = secret()) {
            boolean withTouch = touch != null ? touch : arn.isPresent();
            try (OpenOath oath = OpenOath.open(invocation)) {
                store(oath.session(), id, key, withTouch);
            }
            report(id, withTouch, arn.isPresent() ? formCodes(key) : List.of());
        }
        return 0;
    }

    private CredentialId id(Optional<MfaArn> arn) throws IOException {
        OathType type = hotp ? OathType.HOTP : OathType.TOTP;
        if (arn.isPresent() && !hotp && period == CredentialId.DEFAULT_PERIOD) {
            return arn.get().accountName();
        }
        if (issuer == null && period == CredentialId.DEFAULT_PERIOD) {
            return CredentialId.parse(name, type).requireStorable();
        }
        return new CredentialId(issuer, name, type, hotp ? CredentialId.DEFAULT_PERIOD : period).requireStorable();
    }

    private Secret secret() throws IOException {
        if (secretArgument != null) {
            invocation
                    .console()
                    .say("ykaws: note: other programs can read the arguments of a command; leave SECRET out to be"
                            + " asked for it");
            return Secret.takeOver(Base32.decode(secretArgument));
        }
        try (Secret typed = Passwords.secret(invocation, "Secret (base32): ")
                .orElseThrow(() -> Problem.usage(
                                "the secret is missing", "give it as a line on standard input, or run it on a terminal")
                        .failure())) {
            char[] characters = Passwords.characters(typed);
            try {
                return Secret.takeOver(Base32.decode(java.nio.CharBuffer.wrap(characters)));
            } finally {
                java.util.Arrays.fill(characters, '\0');
            }
        }
    }

    private void store(OathSession session, CredentialId id, Secret key, boolean withTouch) throws IOException {
        NewCredential.Builder account = NewCredential.builder(id, key.copy())
                .algorithm(algorithm)
                .digits(digits)
                .counter(counter)
                .touch(withTouch);
        try (NewCredential credential = account.build()) {
            if (force) {
                session.replace(credential);
                return;
            }
            try {
                session.put(credential);
            } catch (OathException e) {
                if (e.kind() != OathException.Kind.ACCOUNT_EXISTS || !invocation.canAsk()) {
                    throw e;
                }
                invocation.confirm("Replace the account " + id.text() + ", whose secret is then lost?", false);
                session.replace(credential);
            }
        }
    }

    /** The codes of the last and of the current time step, which AWS's form takes without any waiting. */
    private List<String> formCodes(Secret key) {
        long step = Totp.step(invocation.now(), period);
        return List.of(Totp.code(key, algorithm, digits, step - 1), Totp.code(key, algorithm, digits, step));
    }

    private void report(CredentialId id, boolean withTouch, List<String> codes) {
        if (invocation.options().json()) {
            Json json = new Json().beginObject().field("account", id.text()).field("touch", withTouch);
            json.name("codes").beginArray();
            codes.forEach(json::value);
            invocation.console().data(json.endArray().endObject().toString());
            return;
        }
        invocation.console().say("ykaws: stored " + id.text() + (withTouch ? ", touch required" : ""));
        if (!codes.isEmpty()) {
            invocation.console().say("ykaws: the two codes for the AWS form (MFA code 1 and 2):");
            codes.forEach(invocation.console()::data);
        }
    }
}
