package ykaws.shell.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.aws.config.ConfigException;
import ykaws.aws.session.CodeSource;
import ykaws.aws.session.ProgramSetting;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.source.ForeignProgram;
import ykaws.oath.OathException;
import ykaws.oath.Secret;
import ykaws.pcsc.KeyListing;
import ykaws.pcsc.PcscException;
import ykaws.shell.Failure;
import ykaws.shell.Invocation;

/**
 * Codes of the key, and, for devices that no key at hand holds, of the program that the profile names
 * ({@code mfa_process}).
 */
final class ProgramCodes implements CodeSource {
    private static final int STEP_SECONDS = 30;

    private final Invocation invocation;
    private final CodeSource key;
    private final Map<String, ProgramSetting> programs;
    private final SessionRequest request;

    /** @param programs by the device's serial */
    ProgramCodes(Invocation invocation, CodeSource key, Map<String, ProgramSetting> programs, SessionRequest request) {
        this.invocation = invocation;
        this.key = key;
        this.programs = Map.copyOf(programs);
        this.request = request;
    }

    @Override
    public String code(String mfaSerial, long step) throws IOException {
        ProgramSetting program = programs.get(mfaSerial);
        if (program == null) {
            return key.code(mfaSerial, step);
        }
        // Without any key nobody is asked to plug one in: there is another way.
        if (!isKeyHere()) {
            return printed(program, step);
        }
        try {
            return key.code(mfaSerial, step);
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.NO_SUCH_ACCOUNT) {
                throw e;
            }
        } catch (Failure e) {
            if (!e.problem().kind().equals("no-such-account")) {
                throw e;
            }
        }
        return printed(program, step);
    }

    private boolean isKeyHere() throws PcscException {
        try {
            List<KeyListing> keys = invocation.keys().list(invocation.readerFilter());
            return !keys.isEmpty();
        } catch (PcscException e) {
            if (e.kind() == PcscException.Kind.INTERRUPTED) {
                throw e;
            }
            return false;
        }
    }

    /** A program knows the present code only: for the next one it is run when its time has come. */
    private String printed(ProgramSetting program, long step) throws IOException {
        Duration early = Duration.between(invocation.now(), Instant.ofEpochSecond(step * STEP_SECONDS));
        if (early.compareTo(Duration.ZERO) > 0) {
            waiting(program.profile(), early);
            pause(early);
        }
        invocation.progress("the code comes from " + program.words().get(0));
        ForeignProgram runner = new ForeignPrograms(invocation, request).runner();
        try (Secret output = runner.output(program, true)) {
            String code = output.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                    .strip();
            if (!code.matches("[0-9]{6}")) {
                throw program.fault(ConfigException.Kind.SOURCE_FAILED, "does not print a code of six digits");
            }
            return code;
        }
    }

    private void pause(Duration time) throws InterruptedIOException {
        try {
            invocation.app().pause().sleep(time);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while waiting for the next code");
        }
    }

    @Override
    public Optional<String> otherDevice(String mfaSerial) throws IOException {
        return programs.containsKey(mfaSerial) ? Optional.empty() : key.otherDevice(mfaSerial);
    }

    @Override
    public List<String> devicesAtHand() throws IOException {
        return key.devicesAtHand();
    }

    @Override
    public void waiting(String mfaSerial, Duration time) {
        key.waiting(mfaSerial, time);
    }
}
