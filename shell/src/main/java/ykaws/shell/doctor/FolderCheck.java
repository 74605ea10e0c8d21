package ykaws.shell.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ykaws.aws.ShellQuote;
import ykaws.aws.session.SecretFiles;
import ykaws.aws.session.UnsafeFileException;
import ykaws.shell.ExitCode;
import ykaws.shell.Folders;

/** Whether the folders that hold secrets are this user's alone. */
public final class FolderCheck implements Check {
    private static final String NAME = "folders";

    private final Folders folders;
    private final SecretFiles files;

    public FolderCheck(Folders folders, SecretFiles files) {
        this.folders = folders;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() throws IOException {
        List<Result> results = new ArrayList<>();
        int there = 0;
        for (Path each : all()) {
            try {
                there += files.isSafeFolder(each) ? 1 : 0;
            } catch (UnsafeFileException e) {
                results.add(Result.failed(
                        NAME,
                        ExitCode.VAULT_UNAVAILABLE,
                        e.getMessage(),
                        ShellQuote.command(List.of("chmod", "go-w", each.toString())),
                        "ls -ld " + ShellQuote.word(each.toString())));
            }
        }
        if (folders.runtime() == null) {
            results.add(Result.warning(
                    NAME,
                    "there is no runtime folder: cached sessions outlive the log-out, until the next boot",
                    "log in by a session manager that sets XDG_RUNTIME_DIR"));
        }
        if (results.isEmpty()) {
            results.add(Result.ok(NAME, there == 0 ? "made at first use" : "only this user can write to them"));
        }
        return results;
    }

    private Set<Path> all() {
        Set<Path> all = new LinkedHashSet<>(List.of(folders.state(), folders.data(), folders.cache()));
        if (folders.runtime() != null) {
            all.add(folders.runtime());
        }
        return all;
    }
}
