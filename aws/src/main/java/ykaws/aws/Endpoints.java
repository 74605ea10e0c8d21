package ykaws.aws;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the calls go, and how they are signed.
 *
 * @param region the region of STS and of the signature; IAM signs in its partition's home region
 * @param iam instead of AWS's own, or null
 * @param sts instead of AWS's own, or null
 * @param caBundle certificates to trust instead of the JDK's (AWS_CA_BUNDLE), or null
 */
public record Endpoints(
        String region,
        @Nullable URI iam,
        @Nullable URI sts,
        @Nullable Path caBundle) {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException for an endpoint that {@link #isSafe} refuses
     */
    public Endpoints {
        refuseUnsafe(iam);
        refuseUnsafe(sts);
    }

    /** AWS's own endpoints. */
    public static Endpoints of(String region) {
        return new Endpoints(region, null, null, null);
    }

    public Partition partition() {
        return Partition.ofRegion(region);
    }

    /**
     * True for https, and for plain http to this machine: a signed request shows no secret key, but its answer carries
     * one. The host is judged by its spelling; no name is looked up.
     */
    public static boolean isSafe(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null || endpoint.getUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(endpoint.getScheme())
                || ("http".equalsIgnoreCase(endpoint.getScheme()) && isLoopback(host));
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || isLoopbackQuad(host);
    }

    /** 127.0.0.0/8, all four numbers written: "127.evil.example" is a name. */
    private static boolean isLoopbackQuad(String host) {
        if (!host.startsWith("127.")) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }

    private static void refuseUnsafe(@Nullable URI endpoint) {
        if (endpoint != null && !isSafe(endpoint)) {
            throw new IllegalArgumentException("neither https nor on this machine: " + endpoint);
        }
    }
}
