package ykaws.aws.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ykaws.aws.config.ConfigException;
import ykaws.aws.session.ProgramSetting;
import ykaws.oath.Secret;

/**
 * Runs a program that a profile names, without a shell, and takes what it prints.
 *
 * <p>It reads nothing, has the environment that it is given, and is ended with all its children when its time is up.
 */
public final class ForeignProgram {
    /** A person may have to touch a key, or to sign in. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int LONGEST_OUTPUT = 1 << 16;
    private static final int LONGEST_COMPLAINT = 300;

    private final Map<String, String> environment;
    private final Duration patience;

    /** @param environment all that it gets; no secret of ours is in it */
    public ForeignProgram(Map<String, String> environment) {
        this(environment, PATIENCE);
    }

    ForeignProgram(Map<String, String> environment, Duration patience) {
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    /** What programs get. */
    Map<String, String> environment() {
        return environment;
    }

    /**
     * Runs it.
     *
     * @param seen whether the person sees what it says on standard error; else that is told only if it fails
     * @return its standard output; the caller closes it
     * @throws ConfigException SOURCE_FAILED with the place of the setting
     * @throws InterruptedIOException if the thread is interrupted; the program is ended then too
     */
    public Secret output(ProgramSetting setting, boolean seen) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(setting.words())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File(nothing())))
                .redirectError(seen ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.PIPE);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw setting.fault(
                    ConfigException.Kind.SOURCE_FAILED,
                    "cannot be run: " + setting.words().get(0) + " is not there, or is no program");
        }
        FutureTask<byte[]> output = reading(process.getInputStream());
        FutureTask<byte[]> complaint = seen ? null : reading(process.getErrorStream());
        try {
            byte[] printed = ended(process, setting, output);
            if (process.exitValue() != 0) {
                Arrays.fill(printed, (byte) 0);
                throw setting.fault(
                        ConfigException.Kind.SOURCE_FAILED,
                        "failed with exit code " + process.exitValue() + (complaint == null ? "" : said(complaint)));
            }
            return Secret.takeOver(printed);
        } finally {
            // Ours, and whatever it started: without effect on what has ended.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String nothing() {
        return java.io.File.separatorChar == '/' ? "/dev/null" : "NUL";
    }

    private byte[] ended(Process process, ProgramSetting setting, FutureTask<byte[]> output) throws IOException {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw setting.fault(
                        ConfigException.Kind.SOURCE_FAILED, "did not end within " + patience.toSeconds() + " s");
            }
            return output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while a program ran");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException | TimeoutException e) {
            throw setting.fault(ConfigException.Kind.SOURCE_FAILED, "prints more than credentials, or does not end");
        }
    }

    /** The last line of what it complained of. */
    private static String said(FutureTask<byte[]> complaint) throws IOException {
        try {
            String text = new String(complaint.get(1, TimeUnit.SECONDS), StandardCharsets.UTF_8).strip();
            String last = text.substring(text.lastIndexOf('\n') + 1);
            return last.isEmpty() ? "" : ": " + last.substring(0, Math.min(last.length(), LONGEST_COMPLAINT));
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return "";
        }
    }

    private static FutureTask<byte[]> reading(InputStream stream) {
        FutureTask<byte[]> task = new FutureTask<>(() -> read(stream));
        Thread thread = new Thread(task, "output of a program");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static byte[] read(InputStream stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            all.write(buffer, 0, n);
            if (all.size() > LONGEST_OUTPUT) {
                throw new IOException("too much");
            }
        }
        Arrays.fill(buffer, (byte) 0);
        return all.toByteArray();
    }
}
