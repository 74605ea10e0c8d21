package ykaws.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the console and its sign-in service are (AWS General Reference, and the partitions' own user guides). */
public final class ConsoleAddress {
    private static final String HOME = "console/home";

    private ConsoleAddress() {}

    /** The federation endpoint of a partition; empty for those whose hosts are not public. */
    public static Optional<URI> signIn(Partition partition) {
        String host = switch (partition) {
            case AWS -> "signin.aws.amazon.com";
            case CHINA -> "signin.amazonaws.cn";
            case GOV -> "signin.amazonaws-us-gov.com";
            case EUROPEAN_SOVEREIGN -> "signin.amazonaws-eusc.eu";
            default -> null;
        };
        return host == null ? Optional.empty() : Optional.of(URI.create("https://" + host + "/federation"));
    }

    /**
     * A page of the console.
     *
     * @param path such as {@code s3/buckets}, with query and fragment if it has them; null: the start page
     * @param region which one to show, or null for the one that was last seen
     * @throws IllegalArgumentException for a path that is no part of a URL
     */
    public static String page(Partition partition, @Nullable String path, @Nullable String region) {
        String rest = path == null ? HOME : path.replaceFirst("^/+", "");
        if (!rest.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0)) {
            throw new IllegalArgumentException("'" + rest + "' is not the path of a console page");
        }
        String url = "https://" + host(partition) + "/" + rest;
        if (region == null || rest.matches(".*[?&]region=.*")) {
            return url;
        }
        int fragment = url.indexOf('#');
        String page = fragment < 0 ? url : url.substring(0, fragment);
        String end = fragment < 0 ? "" : url.substring(fragment);
        return page + (page.contains("?") ? "&" : "?") + "region=" + region + end;
    }

    private static String host(Partition partition) {
        return switch (partition) {
            case CHINA -> "console.amazonaws.cn";
            case GOV -> "console.amazonaws-us-gov.com";
            case EUROPEAN_SOVEREIGN -> "console.amazonaws-eusc.eu";
            default -> "console.aws.amazon.com";
        };
    }

    /** What a browser opens to be signed in and sent on. It holds the token: whoever has it is signed in, too. */
    public static String login(URI signIn, String token, String page) {
        return signIn + "?Action=login&Destination=" + encoded(page) + "&SigninToken=" + encoded(token);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
