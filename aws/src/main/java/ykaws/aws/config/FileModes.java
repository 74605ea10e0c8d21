package ykaws.aws.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ykaws.aws.ShellQuote;

/** Who else may read or change the shared files: a changed one can name a program to run (credential_process). */
final class FileModes {
    private FileModes() {}

    static List<ConfigFault> of(AwsFiles files) {
        List<ConfigFault> faults = new ArrayList<>();
        for (Path each : List.of(files.config(), files.credentials())) {
            Set<PosixFilePermission> mode = mode(each);
            String chmod = ShellQuote.command(List.of("chmod", "go-rwx", each.toString()));
            if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                faults.add(new ConfigFault(true, each, 0, "other users can write to it", chmod));
            } else if (each.equals(files.credentials()) && isReadByOthers(mode)) {
                faults.add(new ConfigFault(false, each, 0, "other users can read it", chmod));
            }
        }
        return faults;
    }

    private static boolean isReadByOthers(Set<PosixFilePermission> mode) {
        return mode.contains(PosixFilePermission.GROUP_READ) || mode.contains(PosixFilePermission.OTHERS_READ);
    }

    /** Nothing for a file that is not there, and where the system has no such modes. */
    private static Set<PosixFilePermission> mode(Path file) {
        try {
            return Files.exists(file) ? Files.getPosixFilePermissions(file) : Set.of();
        } catch (IOException | UnsupportedOperationException e) {
            return Set.of();
        }
    }
}
