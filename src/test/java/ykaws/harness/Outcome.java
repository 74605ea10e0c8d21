package ykaws.harness;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a program left.
 *
 * @param code its exit code; 128 + n if signal n ended it
 */
public record Outcome(int code, byte[] stdout, byte[] stderr) {
    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    public List<String> outLines() {
        return out().lines().toList();
    }

    public List<String> errLines() {
        return err().lines().toList();
    }

    /** This, if the exit code is as expected; else an error that shows all. */
    public Outcome expect(int expected) {
        if (code != expected) {
            throw new AssertionError("exit code " + expected + " was expected: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "exit code " + code + "\n--- stdout\n" + out() + "--- stderr\n" + err() + "---";
    }
}
