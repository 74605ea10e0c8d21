package ykaws.shell.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ykaws.shell.ExitCode;
import ykaws.shell.Handoff;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** The program that {@code exec} runs: as the launcher's successor where there is one, as a child of ours elsewhere. */
final class ChildProgram {
    private final Invocation invocation;
    private final List<String> command;
    private final boolean fromArguments;

    /** @param fromArguments whether the command's words are the last ones of the process's own arguments */
    ChildProgram(Invocation invocation, List<String> command, boolean fromArguments) {
        this.invocation = invocation;
        this.command = command;
        this.fromArguments = fromArguments;
    }

    /** Fails before anybody is asked for a touch: 127 if there is no such program, 126 if it cannot be run. */
    void requireExecutable() {
        String name = command.get(0);
        boolean found = false;
        for (Path candidate : candidates(name)) {
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return;
            }
            found |= Files.exists(candidate);
        }
        throw found
                ? new Problem("not-executable", "cannot be run: " + name, List.of(), ExitCode.NOT_EXECUTABLE).failure()
                : new Problem("not-found", "command not found: " + name, List.of(), ExitCode.COMMAND_NOT_FOUND)
                        .failure();
    }

    private List<Path> candidates(String name) {
        if (name.contains("/")) {
            return List.of(Path.of(name));
        }
        List<Path> candidates = new ArrayList<>();
        String path = invocation.app().environment().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator, -1)) {
            candidates.add(Path.of(folder.isEmpty() ? "." : folder, name));
        }
        return candidates;
    }

    /** Runs it, and returns the exit code, which after a hand-over only says that it was handed over. */
    int run(ChildEnvironment environment) throws IOException {
        Optional<Handoff> launcher =
                invocation.origin() == Invocation.Origin.ARGUMENTS ? Handoff.toLauncher() : Optional.empty();
        if (launcher.isEmpty()) {
            return runBeside(environment, List.of());
        }
        Map<String, String> set = environment.set(invocation.world().childEnvironment(Handoff.launcherProcess()));
        launcher.get().send(new Handoff.Command(command, skip()), set, ChildEnvironment.REMOVED);
        return ExitCode.DONE;
    }

    /** Runs it as a child in any case, for as long as which this process has something to do. */
    int runBeside(ChildEnvironment environment, List<String> alsoRemoved) throws IOException {
        invocation.console().tellHeld();
        Map<String, String> set = environment.set(invocation.world().childEnvironment(ProcessHandle.current()));
        List<String> removed = new ArrayList<>(ChildEnvironment.REMOVED);
        removed.addAll(alsoRemoved);
        return new Child(command, set, removed).run();
    }

    private int skip() {
        return fromArguments ? invocation.app().argumentCount() - command.size() : -1;
    }
}
