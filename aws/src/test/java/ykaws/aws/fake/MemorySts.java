package ykaws.aws.fake;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AssumeRole;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.CallerIdentity;
import ykaws.aws.MfaCode;
import ykaws.aws.SessionCredentials;
import ykaws.aws.Sts;

/** The STS of {@link MemoryAws}. */
record MemorySts(MemoryAws aws, String signer) implements Sts {
    @Override
    public CallerIdentity getCallerIdentity() throws AwsException {
        return aws.call("GetCallerIdentity", () -> {
            aws.keys.requireAlive(signer);
            String arn = signer.startsWith("AKIAROOT") ? "root" : "user/team/dev";
            return new CallerIdentity(MemoryAws.ACCOUNT, "arn:aws:iam::" + MemoryAws.ACCOUNT + ":" + arn, "AIDA");
        });
    }

    @Override
    public SessionCredentials getSessionToken(Duration duration, @Nullable MfaCode mfa) throws AwsException {
        return aws.call("GetSessionToken", () -> aws.session(duration, aws.judge("sts:GetSessionToken", mfa)));
    }

    @Override
    public SessionCredentials getFederationToken(String name, String policy, Duration duration) throws AwsException {
        return aws.call("GetFederationToken", () -> aws.session(duration, null));
    }

    @Override
    public SessionCredentials assumeRole(AssumeRole request, @Nullable MfaCode mfa) throws AwsException {
        return aws.call("AssumeRole", () -> {
            Instant own = aws.judge("sts:AssumeRole", mfa);
            Instant mfaAt = own == null ? aws.mfaOfSession.get(signer) : own;
            boolean asksForMfa = !request.roleArn().endsWith("/Open");
            boolean old = mfaAt != null
                    && Duration.between(mfaAt, aws.clock.instant()).compareTo(aws.maxMfaAge) >= 0;
            if (asksForMfa && (mfaAt == null || old)) {
                throw MemoryAws.error(Kind.DENIED, "sts:AssumeRole");
            }
            return aws.session(request.duration(), null);
        });
    }

    @Override
    public SessionCredentials assumeRoleWithWebIdentity(AssumeRole request, ykaws.oath.Secret token) {
        throw new IllegalStateException("nothing here federates");
    }
}
