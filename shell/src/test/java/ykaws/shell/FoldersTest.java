package ykaws.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
    private static final Path HOME = Path.of("/home/u");

    @Test
    void followXdgAndIgnoreRelativeFolders() {
        Folders folders = Folders.of(
                Map.of("XDG_STATE_HOME", "/x/state", "XDG_CACHE_HOME", "relative", "XDG_RUNTIME_DIR", "/run/user/1"),
                HOME,
                "Linux");

        assertThat(folders.state()).isEqualTo(Path.of("/x/state/ykaws"));
        assertThat(folders.cache()).isEqualTo(Path.of("/home/u/.cache/ykaws"));
        assertThat(folders.data()).isEqualTo(Path.of("/home/u/.local/share/ykaws"));
        assertThat(folders.runtime()).isEqualTo(Path.of("/run/user/1/ykaws"));
    }

    @Test
    void haveNoRuntimeFolderWhereThePlatformHasNone() {
        assertThat(Folders.of(Map.of(), HOME, "Linux").runtime()).isNull();
        assertThat(Folders.of(Map.of(), HOME, "Mac OS X").runtime()).isNull();
    }

    @Test
    void areAllUnderYkawsHome() {
        Folders folders = Folders.of(Map.of("YKAWS_HOME", "/y", "XDG_STATE_HOME", "/x"), HOME, "Linux");

        assertThat(folders).isEqualTo(Folders.under(Path.of("/y")));
        assertThat(folders.runtime()).isEqualTo(Path.of("/y/run"));
    }
}
