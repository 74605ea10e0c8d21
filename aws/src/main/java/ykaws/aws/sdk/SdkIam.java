package ykaws.aws.sdk;

import java.net.URI;
import java.nio.CharBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AssignmentStatusType;
import software.amazon.awssdk.services.iam.model.MFADevice;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.VirtualMFADevice;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.Iam;
import ykaws.aws.IamUser;
import ykaws.aws.MfaDevice;
import ykaws.aws.UserAccessKey;
import ykaws.aws.VirtualMfaDevice;
import ykaws.oath.Base32;
import ykaws.oath.OathException;
import ykaws.oath.Secret;

/** IAM. Calls that change something are sent once only. */
final class SdkIam implements Iam {

    private final Connection connection;
    private final Connection.Place place;
    private final Calls calls;
    private @Nullable IamClient reader;
    private @Nullable IamClient writer;

    SdkIam(Connection connection) {
        this.connection = connection;
        String home = connection.endpoints().partition().homeRegion();
        URI given = connection.endpoints().iam();
        this.place = new Connection.Place(given == null ? ownEndpoint(home) : given, home);
        this.calls = new Calls("iam", place.endpoint(), connection.readTimeout());
    }

    /** Looked up here, so that the SDK's own variables can't send the call elsewhere. */
    static URI ownEndpoint(String region) {
        return IamEndpointProvider.defaultProvider()
                .resolveEndpoint(
                        asked -> asked.region(Region.of(region)).useFips(false).useDualStack(false))
                .join()
                .endpointUrl()
                .toUri();
    }

    private synchronized IamClient reader() throws AwsException {
        if (reader == null) {
            reader = connection.client(IamClient.builder(), place, true);
        }
        return reader;
    }

    private synchronized IamClient writer() throws AwsException {
        if (writer == null) {
            writer = connection.client(IamClient.builder(), place, false);
        }
        return writer;
    }

    @Override
    public VirtualMfaDevice createVirtualMfaDevice(String path, String name) throws AwsException {
        return calls.whole("CreateVirtualMFADevice", () -> {
            VirtualMFADevice made = calls.present(
                    "CreateVirtualMFADevice",
                    writer().createVirtualMFADevice(asked -> asked.path(path).virtualMFADeviceName(name))
                            .virtualMFADevice());
            SdkBytes qrCode = made.qrCodePNG();
            if (qrCode != null) {
                // A picture of the seed, which nobody asked for.
                Arrays.fill(qrCode.asByteArrayUnsafe(), (byte) 0);
            }
            return new VirtualMfaDevice(
                    made.serialNumber(), seed(made.base32StringSeed().asByteArrayUnsafe()));
        });
    }

    /** Takes the text apart without a string, and wipes it. */
    private static Secret seed(byte[] base32) throws AwsException {
        char[] text = new char[base32.length];
        try {
            for (int i = 0; i < text.length; i++) {
                text[i] = (char) (base32[i] & 0xFF);
            }
            return Secret.takeOver(Base32.decode(CharBuffer.wrap(text)));
        } catch (OathException e) {
            throw new AwsException(
                    AwsException.Kind.REFUSED,
                    "iam:CreateVirtualMFADevice",
                    new AwsException.Answer(null, 0, "the new device's seed can't be read: " + e.getMessage(), null),
                    null);
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(base32, (byte) 0);
        }
    }

    @Override
    public void enableMfaDevice(String user, String serial, String code1, String code2) throws AwsException {
        calls.whole(
                "EnableMFADevice",
                () -> writer().enableMFADevice(asked -> asked.userName(user)
                        .serialNumber(serial)
                        .authenticationCode1(code1)
                        .authenticationCode2(code2)));
    }

    @Override
    public void resyncMfaDevice(String user, String serial, String code1, String code2) throws AwsException {
        calls.whole(
                "ResyncMFADevice",
                () -> writer().resyncMFADevice(asked -> asked.userName(user)
                        .serialNumber(serial)
                        .authenticationCode1(code1)
                        .authenticationCode2(code2)));
    }

    /** The same tags again change nothing: it may be sent twice. */
    @Override
    public void tagMfaDevice(String serial, Map<String, String> tags) throws AwsException {
        List<Tag> sent = new ArrayList<>();
        for (Map.Entry<String, String> each : tags.entrySet()) {
            sent.add(Tag.builder().key(each.getKey()).value(each.getValue()).build());
        }
        calls.whole(
                "TagMFADevice",
                () -> reader().tagMFADevice(asked -> asked.serialNumber(serial).tags(sent)));
    }

    @Override
    public Map<String, String> listMfaDeviceTags(String serial) throws AwsException {
        return calls.interruptible("ListMFADeviceTags", () -> {
            Map<String, String> tags = new LinkedHashMap<>();
            for (Tag each : reader().listMFADeviceTagsPaginator(asked -> asked.serialNumber(serial))
                    .tags()) {
                tags.put(each.key(), each.value());
            }
            return tags;
        });
    }

    @Override
    public void deactivateMfaDevice(String user, String serial) throws AwsException {
        calls.whole(
                "DeactivateMFADevice",
                () -> writer().deactivateMFADevice(asked -> asked.userName(user).serialNumber(serial)));
    }

    @Override
    public void deleteVirtualMfaDevice(String serial) throws AwsException {
        calls.whole(
                "DeleteVirtualMFADevice", () -> writer().deleteVirtualMFADevice(asked -> asked.serialNumber(serial)));
    }

    @Override
    public List<MfaDevice> listAllMfaDevices(@Nullable String user) throws AwsException {
        return calls.interruptible("ListMFADevices", () -> {
            List<MfaDevice> devices = new ArrayList<>();
            for (MFADevice each : reader().listMFADevicesPaginator(asked -> asked.userName(user))
                    .mfaDevices()) {
                devices.add(new MfaDevice(each.serialNumber(), each.userName(), each.enableDate()));
            }
            return devices;
        });
    }

    @Override
    public List<MfaDevice> listVirtualMfaDevices(boolean unassignedOnly) throws AwsException {
        AssignmentStatusType status = unassignedOnly ? AssignmentStatusType.UNASSIGNED : AssignmentStatusType.ANY;
        return calls.interruptible("ListVirtualMFADevices", () -> {
            List<MfaDevice> devices = new ArrayList<>();
            for (VirtualMFADevice each : reader().listVirtualMFADevicesPaginator(
                            asked -> asked.assignmentStatus(status))
                    .virtualMFADevices()) {
                User user = each.user();
                devices.add(
                        new MfaDevice(each.serialNumber(), user == null ? null : user.userName(), each.enableDate()));
            }
            return devices;
        });
    }

    @Override
    public List<UserAccessKey> listAccessKeys(String user) throws AwsException {
        return calls.interruptible("ListAccessKeys", () -> {
            List<UserAccessKey> keys = new ArrayList<>();
            for (AccessKeyMetadata each : reader().listAccessKeysPaginator(asked -> asked.userName(user))
                    .accessKeyMetadata()) {
                keys.add(new UserAccessKey(each.accessKeyId(), each.status() == StatusType.ACTIVE, each.createDate()));
            }
            return keys;
        });
    }

    @Override
    public AccessKeys createAccessKey(String user) throws AwsException {
        return calls.whole("CreateAccessKey", () -> {
            AccessKey made = calls.present(
                    "CreateAccessKey",
                    writer().createAccessKey(asked -> asked.userName(user)).accessKey());
            return new AccessKeys(
                    made.accessKeyId(), Secret.ofChars(made.secretAccessKey().toCharArray()));
        });
    }

    /** Twice is as good as once. */
    @Override
    public void updateAccessKey(String user, String id, boolean active) throws AwsException {
        StatusType status = active ? StatusType.ACTIVE : StatusType.INACTIVE;
        calls.whole(
                "UpdateAccessKey",
                () -> reader().updateAccessKey(
                                asked -> asked.userName(user).accessKeyId(id).status(status)));
    }

    @Override
    public void deleteAccessKey(String user, String id) throws AwsException {
        calls.whole(
                "DeleteAccessKey",
                () -> writer().deleteAccessKey(asked -> asked.userName(user).accessKeyId(id)));
    }

    @Override
    public Optional<Instant> accessKeyLastUsed(String id) throws AwsException {
        return calls.interruptible("GetAccessKeyLastUsed", () -> {
            AccessKeyLastUsed used = calls.present(
                    "GetAccessKeyLastUsed",
                    reader().getAccessKeyLastUsed(asked -> asked.accessKeyId(id))
                            .accessKeyLastUsed());
            return Optional.ofNullable(used.lastUsedDate());
        });
    }

    @Override
    public IamUser getUser(@Nullable String user) throws AwsException {
        return calls.interruptible("GetUser", () -> {
            User found = calls.present(
                    "GetUser", reader().getUser(asked -> asked.userName(user)).user());
            return new IamUser(found.userName(), found.arn());
        });
    }
}
