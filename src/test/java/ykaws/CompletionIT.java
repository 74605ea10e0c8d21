package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.harness.Requirement;

/** The completion scripts in the shells that they are for, with names that those like to take apart. */
class CompletionIT {
    /** A line up to the Tab, and what it becomes. */
    private static final Map<String, String> LINES = Map.of(
            "ykaws expo", "ykaws export ",
            "ykaws exec dev-", "ykaws exec dev-role ",
            "ykaws exec org:de", "ykaws exec org:dev ",
            "ykaws exec my", "ykaws exec my\\ prof ",
            "ykaws exec my\\ p", "ykaws exec my\\ prof ",
            "ykaws enroll --profile=org:", "ykaws enroll --profile=org:dev ",
            "ykaws enroll --profile dev-", "ykaws enroll --profile dev-role ",
            "ykaws login --pa", "ykaws login --path ",
            "ykaws run afi", "ykaws run afile ",
            "ykaws exec dev -- afi", "ykaws exec dev -- afile ");

    private final Place place = Place.create();

    @BeforeEach
    void profiles() throws IOException {
        Program.ykaws(place).env("YKAWS_SANDBOX", "1").run("enroll", "dev").expect(0);
        Files.writeString(
                place.stateFolder().resolve("sandbox/.aws/config"),
                "[profile org:dev]\nregion = us-east-1\n[profile my prof]\nregion = us-east-1\n",
                StandardOpenOption.APPEND);
        Files.createFile(place.work().resolve("afile"));
    }

    @AfterEach
    void clean() {
        place.close();
    }

    private Program in(Path shell, String... options) {
        List<String> command = new java.util.ArrayList<>(List.of(shell.toString()));
        command.addAll(List.of(options));
        return Program.of(place, command.toArray(new String[0]))
                .env("YKAWS_SANDBOX", "1")
                .env("PS1", "PROMPT> ");
    }

    /** Ctrl-T shows the line as it is and begins a new one. */
    private static void tabs(PtyProgram shell) {
        LINES.forEach((typed, becomes) -> shell.type(typed + "\t\u0014").expect("<" + becomes + ">"));
    }

    @Test
    void bash() {
        try (PtyProgram shell = PtyProgram.start(in(Path.of("bash"), "--norc", "--noprofile", "-i"))) {
            shell.expect("PROMPT> ").line("bind -x '\"\\C-t\": echo \"<$READLINE_LINE>\"; READLINE_LINE='");
            shell.expect("PROMPT> ")
                    .line("eval \"$(ykaws completion bash)\"; echo rea''dy")
                    .expect("ready");
            shell.expect("PROMPT> ");
            tabs(shell);
            // A readline that cuts nowhere, as some have it.
            shell.line("COMP_WORDBREAKS=' '; echo rea''dy").expect("ready").expect("PROMPT> ");
            tabs(shell);
            // A launcher that is not on PATH.
            shell.type("./ykaws expo\t\u0014").expect("<./ykaws export >");
        }
    }

    @Test
    void zsh() throws IOException {
        Path zsh = Requirement.shell("zsh");
        String show = "show() { print -r -- \"<$BUFFER>\"; BUFFER=; }; zle -N show; bindkey '^T' show";
        try (PtyProgram shell = PtyProgram.start(in(zsh, "-f", "-i"))) {
            shell.expect("PROMPT> ").line("autoload -Uz compinit; compinit -D -u; " + show + "; echo rea''dy");
            shell.expect("ready")
                    .line("eval \"$(ykaws completion zsh)\"; echo rea''dy")
                    .expect("ready");
            tabs(shell);
            shell.type("ykaws exec 'my p\t\u0014").expect("<ykaws exec 'my prof' >");
        }
        // As a file, its first Tab included.
        Files.writeString(
                Files.createDirectory(place.home().resolve("functions")).resolve("_ykaws"),
                Program.ykaws(place).run("completion", "zsh").expect(0).out());
        try (PtyProgram shell = PtyProgram.start(in(zsh, "-f", "-i"))) {
            shell.expect("PROMPT> ").line("fpath+=(~/functions); autoload -Uz compinit; compinit -D -u; " + show);
            shell.line("echo rea''dy").expect("ready").type("ykaws exec dev-\t\u0014");
            shell.expect("<ykaws exec dev-role >");
        }
    }

    @Test
    void fish() throws IOException {
        Path fish = Requirement.shell("fish");
        Path script = Files.writeString(
                place.work().resolve("c.fish"),
                Program.ykaws(place).run("completion", "fish").expect(0).out());
        Map<String, List<String>> offers = Map.of(
                "ykaws expo", List.of("export"),
                "ykaws exec dev-", List.of("dev-role"),
                "ykaws exec org:", List.of("org:dev"),
                "ykaws exec m", List.of("my prof"),
                "ykaws exec \\'my p", List.of("my prof"),
                "ykaws enroll --profile=org:", List.of("--profile=org:dev"),
                "ykaws run afi", List.of("afile"),
                "ykaws exec dev -- afi", List.of("afile"),
                "YKAWS_SANDBOX=1 ./ykaws exec dev", List.of("dev", "dev-role"));
        offers.forEach((line, expected) -> assertThat(
                        in(fish, "--no-config", "-c", "source " + script + "; complete -C '" + line + "'")
                                .run()
                                .expect(0)
                                .outLines())
                .as(line)
                .containsExactlyElementsOf(expected));
    }
}
