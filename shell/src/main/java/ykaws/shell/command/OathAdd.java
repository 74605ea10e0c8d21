package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.oath.CredentialId;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathSession;
import ykaws.oath.OathType;
import ykaws.oath.Secret;
import ykaws.oath.Totp;
import ykaws.shell.Invocation;
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

    @Mixin
    AccountOptions options = new AccountOptions();

    @Option(
            names = {"-g", "--generate"},
            description =
                    "Make a new secret, and show it this once: as text, as a URI, and as a QR code on a terminal.")
    boolean generate;

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
        if (generate && secretArgument != null) {
            throw Problem.usage("--generate makes the secret, and the line has one")
                    .failure();
        }
        CredentialId id = options.checkedId(name);
        SandboxNotice.say(invocation);
        boolean isMfaDevice = options.arn(name).isPresent();
        boolean touch = options.touch != null ? options.touch : isMfaDevice;
        try (Secret key =
                        generate ? SecretSource.generated() : new SecretSource(invocation, name).read(secretArgument);
                NewCredential account = options.account(id, key, touch)) {
            try (OpenOath oath = OpenOath.open(invocation)) {
                store(oath.session(), account);
            }
            AddReport report = new AddReport(invocation, account);
            if (generate) {
                report.generated();
            } else {
                report.stored(isMfaDevice && id.type() == OathType.TOTP ? formCodes(account) : List.of());
            }
        }
        return 0;
    }

    private void store(OathSession session, NewCredential account) throws IOException {
        if (force) {
            session.replace(account);
            return;
        }
        try {
            session.put(account);
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.ACCOUNT_EXISTS || !invocation.canAsk()) {
                throw e;
            }
            invocation.confirm("Replace the account " + account.id().text() + ", whose secret is then lost?", false);
            session.replace(account);
        }
    }

    /** The codes of the last and of the current time step, which AWS's form takes without any waiting. */
    private List<String> formCodes(NewCredential account) {
        long step = Totp.step(invocation.now(), options.period());
        return List.of(
                Totp.code(account.key(), account.algorithm(), account.digits(), step - 1),
                Totp.code(account.key(), account.algorithm(), account.digits(), step));
    }
}
