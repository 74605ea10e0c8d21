package ykaws.shell.command;

import ykaws.aws.keystore.RememberedKeys;
import ykaws.aws.session.SecretFiles;
import ykaws.shell.Console;
import ykaws.shell.Invocation;
import ykaws.shell.World;

/** The remembered passwords of the world that a line acts on. */
final class Remembered {
    private Remembered() {}

    static RememberedKeys of(Invocation invocation) {
        World world = invocation.world();
        Console console = invocation.console();
        SecretFiles files = new SecretFiles((file, formerMode) ->
                console.say("ykaws: note: " + file + " could be read by others; that is repaired"));
        return new RememberedKeys(world.keystore(), world.folders().state().resolve("remembered-keys"), files);
    }
}
