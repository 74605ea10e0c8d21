package ykaws.aws.sdk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.Tag;
import ykaws.aws.AssumeRole;
import ykaws.aws.AwsException;
import ykaws.aws.CallerIdentity;
import ykaws.aws.MfaCode;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;
import ykaws.oath.Secret;

/** STS. A call with a code is sent once only: a second sending would be refused for the first one's code. */
final class SdkSts implements Sts {
    private final Connection connection;
    private final Connection.Place place;
    private final Calls calls;
    private @Nullable StsClient patient;
    private @Nullable StsClient once;

    SdkSts(Connection connection) {
        this.connection = connection;
        String region = connection.endpoints().region();
        URI given = connection.endpoints().sts();
        this.place = new Connection.Place(given == null ? ownEndpoint(region) : given, region);
        this.calls = new Calls("sts", place.endpoint(), connection.readTimeout());
    }

    /** Looked up here, so that the SDK's own variables can't send the call elsewhere. */
    static URI ownEndpoint(String region) {
        return StsEndpointProvider.defaultProvider()
                .resolveEndpoint(asked -> asked.region(Region.of(region))
                        .useFips(false)
                        .useDualStack(false)
                        .useGlobalEndpoint(false))
                .join()
                .endpointUrl()
                .toUri();
    }

    private synchronized StsClient client(@Nullable MfaCode mfa) throws AwsException {
        if (mfa != null) {
            if (once == null) {
                once = connection.client(StsClient.builder(), place, false);
            }
            return once;
        }
        if (patient == null) {
            patient = connection.client(StsClient.builder(), place, true);
        }
        return patient;
    }

    @Override
    public CallerIdentity getCallerIdentity() throws AwsException {
        return calls.interruptible("GetCallerIdentity", () -> {
            GetCallerIdentityResponse answer = client(null).getCallerIdentity();
            String arn = calls.present("GetCallerIdentity", answer.arn());
            return new CallerIdentity(answer.account(), arn, answer.userId());
        });
    }

    @Override
    public SessionCredentials getSessionToken(Duration duration, @Nullable MfaCode mfa) throws AwsException {
        return calls.interruptible("GetSessionToken", () -> {
            Credentials made = client(mfa)
                    .getSessionToken(asked -> {
                        asked.durationSeconds(Math.toIntExact(duration.toSeconds()));
                        if (mfa != null) {
                            asked.serialNumber(mfa.serial()).tokenCode(mfa.code());
                        }
                    })
                    .credentials();
            return credentials(calls.present("GetSessionToken", made), mfa == null ? null : account(mfa.serial()));
        });
    }

    @Override
    public SessionCredentials getFederationToken(String name, String policy, Duration duration) throws AwsException {
        return calls.interruptible("GetFederationToken", () -> {
            GetFederationTokenResponse answer = client(null)
                    .getFederationToken(asked ->
                            asked.name(name).policy(policy).durationSeconds(Math.toIntExact(duration.toSeconds())));
            String arn =
                    answer.federatedUser() == null ? "" : answer.federatedUser().arn();
            return credentials(calls.present("GetFederationToken", answer.credentials()), account(arn));
        });
    }

    @Override
    public SessionCredentials assumeRole(AssumeRole request, @Nullable MfaCode mfa) throws AwsException {
        return calls.interruptible("AssumeRole", () -> {
            AssumeRoleResponse answer = client(mfa).assumeRole(wire(request, mfa));
            return credentials(calls.present("AssumeRole", answer.credentials()), account(request.roleArn()));
        });
    }

    @Override
    public SessionCredentials assumeRoleWithWebIdentity(AssumeRole request, Secret token) throws AwsException {
        String text = token.expose(bytes -> new String(bytes, StandardCharsets.US_ASCII));
        return calls.interruptible("AssumeRoleWithWebIdentity", () -> {
            Credentials made = client(null)
                    .assumeRoleWithWebIdentity(asked -> asked.roleArn(request.roleArn())
                            .roleSessionName(request.sessionName())
                            .durationSeconds(Math.toIntExact(request.duration().toSeconds()))
                            .webIdentityToken(text))
                    .credentials();
            return credentials(calls.present("AssumeRoleWithWebIdentity", made), account(request.roleArn()));
        });
    }

    private static AssumeRoleRequest wire(AssumeRole request, @Nullable MfaCode mfa) {
        AssumeRole.Options options = request.options();
        AssumeRoleRequest.Builder asked = AssumeRoleRequest.builder()
                .roleArn(request.roleArn())
                .roleSessionName(request.sessionName())
                .durationSeconds(Math.toIntExact(request.duration().toSeconds()))
                .externalId(options.externalId())
                .sourceIdentity(options.sourceIdentity());
        if (!options.tags().isEmpty()) {
            List<Tag> tags = new ArrayList<>();
            for (Map.Entry<String, String> each : options.tags().entrySet()) {
                tags.add(Tag.builder().key(each.getKey()).value(each.getValue()).build());
            }
            asked.tags(tags);
        }
        if (!options.transitiveTags().isEmpty()) {
            asked.transitiveTagKeys(options.transitiveTags());
        }
        if (mfa != null) {
            asked.serialNumber(mfa.serial()).tokenCode(mfa.code());
        }
        return asked.build();
    }

    private static SessionCredentials credentials(Credentials made, @Nullable String account) {
        return new SessionCredentials(
                made.accessKeyId(),
                SdkCredentials.secret(made.secretAccessKey()),
                SdkCredentials.secret(made.sessionToken()),
                made.expiration(),
                account);
    }

    /** The fifth part of an ARN; null of anything else. */
    private static @Nullable String account(String arn) {
        String[] fields = arn.split(":", 6);
        return fields.length == 6 && fields[4].length() == 12 ? fields[4] : null;
    }
}
