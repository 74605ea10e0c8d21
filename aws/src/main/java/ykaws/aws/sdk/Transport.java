package ykaws.aws.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import ykaws.aws.AwsException;

/** HTTP on the JDK's own client: it starts fastest. It follows no redirect. */
final class Transport {
    private Transport() {}

    /**
     * A client for one endpoint.
     *
     * @param caBundle PEM certificates to trust instead of the JDK's, or null
     * @throws AwsException LOCAL_CONFIG if the bundle can't be used
     */
    static SdkHttpClient to(URI endpoint, @Nullable Path caBundle, SdkClients.Timeouts timeouts) throws AwsException {
        UrlConnectionHttpClient.Builder builder = UrlConnectionHttpClient.builder()
                .connectionTimeout(timeouts.connect())
                .socketTimeout(timeouts.read())
                .proxyConfiguration(proxy(endpoint));
        if (caBundle != null) {
            TrustManager[] trusted = trusted(caBundle);
            builder.tlsTrustManagersProvider(() -> trusted);
        }
        return builder.build();
    }

    /** HTTPS_PROXY and NO_PROXY; only loopback is ever reached by plain http, and that never through a proxy. */
    private static ProxyConfiguration proxy(URI endpoint) throws AwsException {
        boolean remote = "https".equalsIgnoreCase(endpoint.getScheme());
        boolean exempt = NoProxy.covers(variable("NO_PROXY") + "," + variable("no_proxy"), endpoint.getHost());
        ProxyConfiguration proxy = ProxyConfiguration.builder()
                .scheme(remote ? "https" : "http")
                .useSystemPropertyValues(remote)
                .useEnvironmentVariablesValues(remote && !exempt)
                .build();
        if (proxy.host() != null && !proxy.host().isEmpty() && proxy.port() <= 0) {
            throw localFault("the proxy " + proxy.host() + " is named without its port", null);
        }
        return proxy;
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    private static TrustManager[] trusted(Path caBundle) throws AwsException {
        try (InputStream pem = Files.newInputStream(caBundle)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca" + number++, each);
            }
            if (number == 0) {
                throw unusable(caBundle, "holds no certificate", null);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (AwsException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(caBundle, "can't be read as PEM certificates", e);
        }
    }

    private static AwsException unusable(Path caBundle, String why, @Nullable Exception cause) {
        return localFault("the CA bundle " + caBundle + " " + why, cause);
    }

    private static AwsException localFault(String fault, @Nullable Exception cause) {
        return new AwsException(
                AwsException.Kind.LOCAL_CONFIG, "AWS", new AwsException.Answer(null, 0, fault, null), cause);
    }
}
