package ykaws.aws.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import ykaws.aws.Endpoints;
import ykaws.aws.Partition;
import ykaws.aws.config.ConfigException;

/** Regions and endpoints of the profiles of one chain. */
final class Targets {
    private final Settings settings;
    private final String active;
    private final @Nullable String regionOption;
    private final @Nullable Partition partition;

    /**
     * The chain's targets.
     *
     * @param active the profile that was asked for
     * @param regionOption {@code --region}, or null
     * @param partition where the chain's ARNs live, or null if it has none; its home region stands in where none is
     *     named
     */
    Targets(Settings settings, String active, @Nullable String regionOption, @Nullable Partition partition) {
        this.settings = settings;
        this.active = active;
        this.regionOption = regionOption;
        this.partition = partition;
    }

    /** The region that option, environment or profile name; null if none does. */
    @Nullable
    Value region(String profile) throws ConfigException {
        Value region = regionOption == null ? settings.env("AWS_REGION") : new Value(regionOption, "--region", null);
        if (region == null) {
            region = settings.either("AWS_DEFAULT_REGION", profile, "region");
        }
        if (region != null && !isRegion(region.text())) {
            throw region.invalid("is not the name of a region");
        }
        return region;
    }

    Endpoints endpoints(String profile) throws ConfigException {
        Value region = region(profile);
        if (region != null && partition != null && Partition.ofRegion(region.text()) != partition) {
            throw region.invalid("is not a region of " + partition.id() + ", where the profile's ARNs are");
        }
        Partition home = partition == null ? Partition.AWS : partition;
        return new Endpoints(
                region == null ? home.homeRegion() : region.text(),
                endpoint("AWS_ENDPOINT_URL_IAM", profile),
                endpoint("AWS_ENDPOINT_URL_STS", profile),
                caBundle(profile));
    }

    /** The service's own variable, the common one, the profile, and the profile that was asked for. */
    private @Nullable URI endpoint(String serviceVariable, String profile) throws ConfigException {
        Value ignore =
                settings.either("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", profile, "ignore_configured_endpoint_urls");
        if (ignore != null && ignore.text().equalsIgnoreCase("true")) {
            return null;
        }
        Value url = settings.env(serviceVariable);
        if (url == null) {
            url = settings.either("AWS_ENDPOINT_URL", profile, "endpoint_url");
        }
        if (url == null) {
            url = settings.file(active, "endpoint_url");
        }
        return url == null ? null : safe(url);
    }

    private static URI safe(Value url) throws ConfigException {
        try {
            URI uri = new URI(url.text());
            if (!Endpoints.isSafe(uri)) {
                throw url.invalid("is neither https nor on this machine");
            }
            return uri;
        } catch (URISyntaxException e) {
            ConfigException fault = url.invalid("is not a URL");
            fault.initCause(e);
            throw fault;
        }
    }

    private @Nullable Path caBundle(String profile) throws ConfigException {
        Value bundle = settings.either("AWS_CA_BUNDLE", profile, "ca_bundle");
        if (bundle == null) {
            return null;
        }
        String home = settings.env().get("HOME");
        return home != null && bundle.text().startsWith("~/")
                ? Path.of(home, bundle.text().substring(2))
                : Path.of(bundle.text());
    }

    /** It becomes part of a host name. */
    static boolean isRegion(String text) {
        boolean fits = text.length() <= 63 && text.indexOf('-') > 0 && !text.endsWith("-");
        for (int i = 0; fits && i < text.length(); i++) {
            char c = text.charAt(i);
            fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        }
        return fits;
    }
}
