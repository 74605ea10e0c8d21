package ykaws.aws.session;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import ykaws.aws.Endpoints;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;

/**
 * A service that gives the machine that this runs on its credentials ({@code credential_source}).
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Container credential provider" and "IMDS credential provider".
 *
 * @param address of the credentials themselves for a container, of the service for an instance; may hold a secret
 * @param place where the profile says so
 */
public record MachineService(Kind kind, URI address, Setting place) {
    private static final URI TASK = URI.create("http://169.254.170.2");
    private static final String INSTANCE = "http://169.254.169.254";
    private static final String INSTANCE_IPV6 = "http://[fd00:ec2::254]";

    /** Which one. */
    public enum Kind {
        CONTAINER,
        INSTANCE
    }

    static MachineService container(Settings settings, String profile, Value source, Setting place)
            throws ConfigException {
        Value relative = settings.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        Value full = settings.env("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (relative == null && full == null) {
            throw source.fault(
                    ConfigException.Kind.NO_CREDENTIALS,
                    "of profile " + profile + " is EcsContainer, and neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor"
                            + " AWS_CONTAINER_CREDENTIALS_FULL_URI is set");
        }
        URI address = relative == null ? safe(full) : TASK.resolve(safe(prefixed(relative)));
        return new MachineService(Kind.CONTAINER, address, place);
    }

    static MachineService instance(Settings settings, String profile, Value source, Setting place)
            throws ConfigException {
        Value disabled = settings.env("AWS_EC2_METADATA_DISABLED");
        if (disabled != null && disabled.text().equalsIgnoreCase("true")) {
            throw source.fault(
                    ConfigException.Kind.NO_CREDENTIALS,
                    "of profile " + profile
                            + " is Ec2InstanceMetadata, which AWS_EC2_METADATA_DISABLED forbids to ask");
        }
        Value named = settings.either("AWS_EC2_METADATA_SERVICE_ENDPOINT", profile, "ec2_metadata_service_endpoint");
        Value mode = settings.either(
                "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", profile, "ec2_metadata_service_endpoint_mode");
        boolean six = mode != null && mode.text().equalsIgnoreCase("IPv6");
        return new MachineService(
                Kind.INSTANCE, named == null ? URI.create(six ? INSTANCE_IPV6 : INSTANCE) : safe(named), place);
    }

    private static Value prefixed(Value relative) throws ConfigException {
        if (!relative.text().startsWith("/") || relative.text().startsWith("//")) {
            throw relative.invalid("is not a path");
        }
        return new Value(TASK + relative.text(), relative.origin(), relative.place());
    }

    /** Plain http only to this machine and to the addresses that AWS has for its hosts' services. */
    private static URI safe(@Nullable Value url) throws ConfigException {
        Value given = java.util.Objects.requireNonNull(url);
        try {
            URI uri = new URI(given.text());
            if (!Endpoints.isSafe(uri) && !isOfHost(uri)) {
                throw given.invalid("is neither https nor on this machine");
            }
            return uri;
        } catch (URISyntaxException e) {
            ConfigException fault = given.invalid("is not a URL");
            fault.initCause(e);
            throw fault;
        }
    }

    private static boolean isOfHost(URI uri) {
        String host = uri.getHost();
        return "http".equalsIgnoreCase(uri.getScheme())
                && uri.getUserInfo() == null
                && host != null
                && (host.equals("169.254.170.2")
                        || host.equals("169.254.170.23")
                        || host.equals("169.254.169.254")
                        || host.equals("[fd00:ec2::23]")
                        || host.equals("[fd00:ec2::254]"));
    }
}
