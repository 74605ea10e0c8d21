package ykaws.pcsc.kit;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import ykaws.pcsc.ResetOnClose;

/** A card that expects certain commands in a certain order, and fails the test on any other. */
public final class ScriptedConnection implements SmartCardConnection, ResetOnClose {
    private record Step(String command, Object answer) {}

    private final ArrayDeque<Step> script = new ArrayDeque<>();
    private final List<String> commands = new ArrayList<>();
    private boolean reset;
    private int closes;

    /** The next command and its answer, in hex. */
    public ScriptedConnection then(String command, String answer) {
        script.add(new Step(command.replace(" ", ""), Hex.bytes(answer)));
        return this;
    }

    /** The next command fails. */
    public ScriptedConnection thenFails(String command, IOException failure) {
        script.add(new Step(command.replace(" ", ""), failure));
        return this;
    }

    @Override
    public synchronized byte[] sendAndReceive(byte[] command) throws IOException {
        String text = Hex.text(command);
        commands.add(text);
        Step step = script.poll();
        if (step == null || !step.command().equals(text)) {
            throw new AssertionError("command " + text + " where " + step + " was expected");
        }
        if (step.answer() instanceof IOException failure) {
            throw failure;
        }
        return (byte[]) step.answer();
    }

    /** All commands so far, in hex. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** Whether every step of the script was used. */
    public synchronized boolean finished() {
        return script.isEmpty();
    }

    public int closes() {
        return closes;
    }

    public boolean resetAtClose() {
        return reset;
    }

    @Override
    public Transport getTransport() {
        return Transport.USB;
    }

    @Override
    public boolean isExtendedLengthApduSupported() {
        return true;
    }

    @Override
    public byte[] getAtr() {
        return Hex.bytes("3BF81300008131FE15597562696B657934D4");
    }

    @Override
    public void resetOnClose() {
        reset = true;
    }

    @Override
    public synchronized void close() {
        closes++;
    }
}
