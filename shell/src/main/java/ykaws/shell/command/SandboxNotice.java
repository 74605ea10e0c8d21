package ykaws.shell.command;

import ykaws.shell.Invocation;

/** So that nobody takes a software key for hardware when a secret is about to be stored on it. */
final class SandboxNotice {
    private SandboxNotice() {}

    static void say(Invocation invocation) {
        if (invocation.world().isSandbox()) {
            invocation.console().say("ykaws: this is the sandbox: a software key, no hardware");
        }
    }
}
