package ykaws.shell.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of what takes part, for reports of faults; and an AWS CLI that does not see the sandbox. */
public final class VersionCheck implements Check {
    private static final String NAME = "versions";
    private static final Pattern AWS_CLI = Pattern.compile("aws-cli/([0-9]+)\\.([0-9]+)\\.[0-9]+\\S*");
    /** The first minor version of each major one that knows AWS_ENDPOINT_URL (AWS SDKs and Tools Reference Guide). */
    private static final int KNOWS_IN_V1 = 29;

    private static final int KNOWS_IN_V2 = 13;

    private final Programs programs;
    private final String own;
    private final boolean sandbox;

    /** @param own the version of ykaws */
    public VersionCheck(Programs programs, String own, boolean sandbox) {
        this.programs = programs;
        this.own = own;
        this.sandbox = sandbox;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Result> run() {
        List<Result> results = new ArrayList<>();
        results.add(Result.ok(
                NAME,
                "ykaws " + own + ", Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
                        + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch")));
        programs.firstLine("pcscd", "--version")
                .ifPresent(line ->
                        results.add(Result.ok(NAME, line.endsWith(".") ? line.substring(0, line.length() - 1) : line)));
        results.add(awsCli());
        return results;
    }

    private Result awsCli() {
        if (!programs.onPath("aws")) {
            return Result.skipped(NAME, "no AWS CLI on PATH");
        }
        Optional<String> line = programs.firstLine("aws", "--version");
        Matcher version = AWS_CLI.matcher(line.orElse(""));
        if (!version.find()) {
            return Result.warning(NAME, "the aws on PATH does not tell its version", "aws --version");
        }
        int minor = Integer.parseInt(version.group(2));
        boolean knows = version.group(1).equals("1") ? minor >= KNOWS_IN_V1 : minor >= KNOWS_IN_V2;
        if (sandbox && !knows) {
            return Result.warning(
                    NAME,
                    version.group() + " does not know AWS_ENDPOINT_URL, and so not the sandbox",
                    "in the sandbox: aws --endpoint-url \"$AWS_ENDPOINT_URL\" ...");
        }
        return Result.ok(NAME, version.group());
    }
}
