package ykaws.shell.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AccessKeys;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.ProfileEditor;
import ykaws.aws.config.SharedCredentials;
import ykaws.aws.vault.OpenVault;
import ykaws.shell.ExitCode;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** Access keys that stand in a shared file in clear text, and are to go into the vault. */
final class CredentialsFileMove {
    private final Invocation invocation;
    private final AwsAccess aws;
    private final SharedCredentials shared;
    private final String profile;

    CredentialsFileMove(Invocation invocation, AwsAccess aws, String profile) {
        this.invocation = invocation;
        this.aws = aws;
        this.shared = new SharedCredentials(aws.files());
        this.profile = profile;
    }

    /** The keys of the file; the caller closes them. */
    AccessKeys keys() throws IOException {
        return shared.find(profile)
                .orElseThrow(() -> new Problem(
                                "no-credentials",
                                aws.files().credentials() + " has no long-term access keys of profile " + profile,
                                List.of("ykaws add --help"),
                                ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                        .failure());
    }

    /**
     * Offers to take the keys out of the file, once the vault was seen to give them back.
     *
     * @return whether they are gone from there
     */
    boolean offerRemoval(OpenVault vault, AccessKeys moved, boolean force) throws IOException {
        requireCopy(vault, moved);
        Optional<Path> place = shared.place(profile);
        if (place.isEmpty()) {
            return false;
        }
        if (!force && !invocation.canAsk()) {
            invocation
                    .console()
                    .say("ykaws: note: " + place.get() + " still has them in clear text; with --force they are removed"
                            + " there");
            return false;
        }
        if (!force && !isWanted(place.get())) {
            return false;
        }
        try {
            ProfileEditor.removeAccessKey(aws.files(), place.get(), profile, moved.accessKeyId());
        } catch (ConfigException e) {
            if (e.kind() != ConfigException.Kind.READ_ONLY) {
                throw e;
            }
            throw new Problem(
                            "config-read-only",
                            "the keys are in the vault, but " + e.getMessage() + ": they stay there in clear text",
                            List.of("remove aws_access_key_id and aws_secret_access_key of [" + profile + "] from "
                                    + place.get()),
                            ExitCode.USAGE)
                    .failure();
        }
        return true;
    }

    private boolean isWanted(Path file) throws IOException {
        String answer = invocation
                .console()
                .ask("Remove the keys of " + profile + " from " + file + ", where they are in clear text? [y/N] ")
                .trim();
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    private void requireCopy(OpenVault vault, AccessKeys moved) throws IOException {
        Optional<AccessKeys> stored = vault.get(profile);
        boolean same = false;
        if (stored.isPresent()) {
            try (AccessKeys copy = stored.get()) {
                same = copy.accessKeyId().equals(moved.accessKeyId())
                        && copy.secretAccessKey().matches(moved.secretAccessKey());
            }
        }
        if (!same) {
            throw new IOException("the vault did not give back the keys of " + profile + ": the file is left as it is");
        }
    }
}
