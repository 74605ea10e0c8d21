package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import ykaws.shell.Invocation;

/** The profiles that a command may be given. */
public final class ProfileNames {
    private ProfileNames() {}

    /** Names from the AWS files and the vault. */
    public static List<String> of(Invocation invocation) throws IOException {
        AwsAccess aws = new AwsAccess(invocation);
        TreeSet<String> names = new TreeSet<>(aws.profiles().names());
        names.addAll(aws.keys().vault().profiles());
        return List.copyOf(names);
    }
}
