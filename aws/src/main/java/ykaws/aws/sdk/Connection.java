package ykaws.aws.sdk;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import ykaws.aws.AwsException;
import ykaws.aws.Endpoints;

/**
 * How a client reaches AWS. Everything that the SDK would look up by itself is given: it reads no profile file, asks no
 * instance metadata, and follows no environment variable but those of the proxy.
 */
final class Connection {
    /** For calls that may be sent twice. */
    private static final int ATTEMPTS = 2;

    private final Supplier<AwsCredentials> credentials;
    private final Endpoints endpoints;
    private final SdkClients.Timeouts timeouts;
    private final ExecutionInterceptor watch;
    private @Nullable SdkHttpClient http;

    Connection(
            Supplier<AwsCredentials> credentials,
            Endpoints endpoints,
            SdkClients.Timeouts timeouts,
            ExecutionInterceptor watch) {
        this.credentials = credentials;
        this.watch = watch;
        this.endpoints = endpoints;
        this.timeouts = timeouts;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    Duration readTimeout() {
        return timeouts.read();
    }

    /**
     * A service's place.
     *
     * @param signingRegion goes into the signature
     */
    record Place(URI endpoint, String signingRegion) {}

    /**
     * Makes a client.
     *
     * @param again whether a call without an answer may be sent again
     * @throws AwsException LOCAL_CONFIG
     */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, Place place, boolean again)
            throws AwsException {
        return builder.credentialsProvider(StaticCredentialsProvider.create(credentials.get()))
                .region(Region.of(place.signingRegion()))
                .endpointOverride(place.endpoint())
                .dualstackEnabled(false)
                .fipsEnabled(false)
                .defaultsMode(DefaultsMode.STANDARD)
                .httpClient(http(place.endpoint()))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .defaultProfileName("default")
                        .retryStrategy(retries(again))
                        .addExecutionInterceptor(watch)
                        .build())
                .build();
    }

    private static RetryStrategy retries(boolean again) {
        return again
                ? DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()
                : DefaultRetryStrategy.doNotRetry();
    }

    private synchronized SdkHttpClient http(URI endpoint) throws AwsException {
        SdkHttpClient made = http;
        if (made == null) {
            made = Transport.to(endpoint, endpoints.caBundle(), timeouts);
            http = made;
        }
        return made;
    }
}
