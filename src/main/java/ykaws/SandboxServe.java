package ykaws;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.sandbox.aws.AccessKey;
import ykaws.sandbox.aws.LocalAws;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.jline.ForwardedSignals;

/** {@code sandbox serve}. */
@Command(
        name = "serve",
        description = "Keep the local AWS up until Ctrl-C, and print its endpoint and dev's access key.")
final class SandboxServe implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Invocation invocation;

    @Option(names = "--port", paramLabel = "N", description = "The port; default: any that is free.")
    int port;

    @Option(
            names = "--for-pid",
            paramLabel = "PID",
            hidden = true,
            description = "Serve as long as that process lives.")
    @Nullable
    Long process;

    @Option(names = "--quiet", hidden = true, description = "Print the endpoint only.")
    boolean quiet;

    SandboxServe(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        SandboxWorld world = OwnCommands.sandbox(invocation);
        world.prepareAws();
        try (LocalAws aws = world.aws().start(port)) {
            if (process == null) {
                aws.announce();
            }
            print(aws);
            waitForTheEnd();
        }
        return 0;
    }

    private void print(LocalAws aws) throws IOException {
        if (quiet) {
            invocation.console().data(aws.endpoint().toString());
            return;
        }
        AccessKey dev = aws.devKey();
        if (invocation.options().json()) {
            invocation
                    .console()
                    .data(new Json()
                            .beginObject()
                            .field("endpoint", aws.endpoint().toString())
                            .field("access_key_id", dev.accessKeyId())
                            .field("secret_access_key", dev.secretAccessKey())
                            .endObject()
                            .toString());
            return;
        }
        invocation.console().data("AWS_ENDPOINT_URL=" + aws.endpoint());
        invocation.console().data("AWS_ACCESS_KEY_ID=" + dev.accessKeyId());
        invocation.console().data("AWS_SECRET_ACCESS_KEY=" + dev.secretAccessKey());
    }

    private void waitForTheEnd() throws IOException {
        try {
            if (process == null) {
                while (true) {
                    invocation.app().pause().sleep(Duration.ofDays(1));
                }
            }
            // The keyboard's signals reach this process too, and are meant for the command that it serves.
            try (ForwardedSignals signals = ForwardedSignals.ignored()) {
                while (signals.held() && alive(process)) {
                    invocation.app().pause().sleep(LOOK);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        }
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
