package ykaws.shell.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ykaws.aws.AccessKeys;
import ykaws.aws.SessionCredentials;
import ykaws.aws.session.SessionRequest;
import ykaws.shell.Invocation;
import ykaws.shell.MayHoldSecret;

/** {@code export}. */
@Command(
        name = "export",
        description = {
            "Print the credentials of a profile.",
            "json is the document that credential_process asks for:",
            "  credential_process = ykaws export --format json PROFILE"
        })
final class ExportCommand implements Callable<Integer>, MayHoldSecret {
    private final Invocation invocation;

    @Parameters(arity = "0..1", paramLabel = "PROFILE", description = "The profile; default: AWS_PROFILE.")
    @Nullable
    String profile;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "env (default; json with -o json), export-env, json or ini.")
    @Nullable
    CredentialFormat format;

    @Mixin
    SessionOptions session = new SessionOptions();

    ExportCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public boolean holdsSecret() {
        return session.holdsSecret();
    }

    @Override
    public Integer call() throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        CredentialFormat form = format();
        boolean refreshes = form == CredentialFormat.json;
        if (refreshes) {
            invocation.mayBeUnseen();
        }
        AwsAccess.Wish wish = session.wish(refreshes ? aws.minLeftForProcess() : aws.minLeft());
        String name = aws.profile(profile);
        SessionRequest request = aws.plan(name, wish);
        String region = request.target().regionConfigured()
                ? request.target().endpoints().region()
                : null;
        if (request.keysOnly()) {
            try (AccessKeys keys = aws.longTermKeys(request)) {
                invocation.console().data(form.text(name, region, keys));
            }
            return 0;
        }
        try (SessionCredentials credentials =
                aws.session(request, session.codes(invocation, request), wish.minLeft())) {
            invocation.console().data(form.text(name, region, credentials));
        }
        return 0;
    }

    private CredentialFormat format() {
        if (format != null) {
            return format;
        }
        return invocation.options().json() ? CredentialFormat.json : CredentialFormat.env;
    }
}
