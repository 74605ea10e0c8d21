package ykaws.shell.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.aws.CallerIdentity;
import ykaws.aws.Iam;
import ykaws.aws.config.ConfigException;
import ykaws.aws.config.Setting;
import ykaws.aws.enroll.EnrollException;
import ykaws.aws.enroll.EnrollWish;
import ykaws.aws.session.AwsClock;
import ykaws.aws.session.SessionRequest;
import ykaws.aws.status.Facts;
import ykaws.aws.status.IamFacts;
import ykaws.aws.status.ProfileUse;
import ykaws.aws.status.StoredKey;
import ykaws.shell.Invocation;

/** Gathers what {@code status} compares. */
final class StatusFacts {
    private final Invocation invocation;
    private final AwsAccess aws;
    private final SessionRequest.Keys source;
    private final StatusKeys keys;

    /** @param source the access keys of the user in question */
    StatusFacts(Invocation invocation, AwsAccess aws, SessionRequest.Keys source) {
        this.invocation = invocation;
        this.aws = aws;
        this.source = source;
        this.keys = new StatusKeys(invocation);
    }

    /** What could not be seen of the keys. */
    StatusKeys keys() {
        return keys;
    }

    /** @param user null: whose access keys these are */
    Facts gather(EnrollWish.Login login, @Nullable String user) throws IOException {
        Iam iam = aws.clients().iam(login.keys(), login.endpoints());
        CallerIdentity caller =
                aws.clients().sts(login.keys(), login.endpoints()).getCallerIdentity();
        IamFacts facts = IamFacts.read(iam, caller, user == null ? userName(caller) : user);
        Duration ahead = aws.clock()
                .known(login.endpoints().partition())
                .map(AwsClock.Measurement::ahead)
                .orElse(Duration.ZERO);
        return new Facts(
                facts,
                keys.read(),
                profiles(facts),
                stored(),
                new Facts.Moment(ahead, invocation.now(), aws.journal().all()));
    }

    private static String userName(CallerIdentity caller) throws EnrollException {
        return caller.userName()
                .orElseThrow(() -> new EnrollException(
                        EnrollException.Kind.NOT_A_USER,
                        "these keys are not an IAM user's but those of " + caller.arn(),
                        List.of(),
                        null));
    }

    /** All that end at access keys of the user; a profile that leads nowhere is {@code doctor}'s to tell. */
    private List<ProfileUse> profiles(IamFacts iam) throws IOException {
        Set<String> ids = new HashSet<>(Set.of(source.accessKeyId()));
        iam.accessKeys().forEach(it -> ids.add(it.id()));
        List<ProfileUse> uses = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(aws.profiles().names());
        names.addAll(aws.keys().vault().profiles());
        for (String each : names) {
            Optional<SessionRequest.Keys> keys = keysOf(each);
            if (keys.isPresent() && ids.contains(keys.get().accessKeyId())) {
                Setting serial = aws.profiles().setting(each, "mfa_serial");
                Optional<String> named = Optional.ofNullable(serial).map(Setting::value);
                uses.add(new ProfileUse(
                        each, named.filter(it -> !it.isEmpty()), keys.get().profile()));
            }
        }
        return uses;
    }

    private Optional<SessionRequest.Keys> keysOf(String profile) throws IOException {
        try {
            return Optional.of(aws.plan(profile, new AwsAccess.Wish(null, true, null, Duration.ZERO))
                    .keys());
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private List<StoredKey> stored() throws IOException {
        Map<String, String> vault = aws.keys().vault().index();
        Set<String> names = new LinkedHashSet<>(aws.profiles().names());
        names.addAll(vault.keySet());
        List<StoredKey> stored = new ArrayList<>();
        for (String each : names) {
            Optional<String> id = aws.keys().accessKeyId(each);
            if (id.isPresent()) {
                boolean configured = aws.profiles().get(each).isPresent();
                stored.add(new StoredKey(each, id.get(), vault.containsKey(each), configured));
            }
        }
        return stored;
    }
}
