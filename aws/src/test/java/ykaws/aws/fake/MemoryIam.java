package ykaws.aws.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.AccessKeys;
import ykaws.aws.AwsException;
import ykaws.aws.AwsException.Kind;
import ykaws.aws.Iam;
import ykaws.aws.IamUser;
import ykaws.aws.MfaDevice;
import ykaws.aws.UserAccessKey;
import ykaws.aws.VirtualMfaDevice;
import ykaws.aws.fake.MemoryAws.Device;
import ykaws.oath.Secret;

/** The IAM of {@link MemoryAws}. */
record MemoryIam(MemoryAws aws, String signer) implements Iam {
    @Override
    public VirtualMfaDevice createVirtualMfaDevice(String path, String name) throws AwsException {
        return aws.call("CreateVirtualMFADevice", () -> {
            String serial = "arn:aws:iam::" + MemoryAws.ACCOUNT + ":mfa" + path + name;
            if (aws.devices.containsKey(serial)) {
                throw MemoryAws.error(Kind.EXISTS, "iam:CreateVirtualMFADevice");
            }
            byte[] seed = ("seed of " + serial).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            aws.devices.put(serial, new Device(serial, seed));
            return new VirtualMfaDevice(serial, Secret.copyOf(seed));
        });
    }

    @Override
    public void enableMfaDevice(String user, String serial, String code1, String code2) throws AwsException {
        aws.call("EnableMFADevice", () -> {
            Device device = existing(serial);
            if (device.user != null) {
                throw MemoryAws.error(Kind.EXISTS, "iam:EnableMFADevice");
            }
            for (long step = aws.now() - 1; step <= aws.now(); step++) {
                boolean right = MemoryAws.code(device, step).equals(code1)
                        && MemoryAws.code(device, step + 1).equals(code2);
                if (right && device.spent.add(step) && device.spent.add(step + 1)) {
                    device.user = user;
                    device.enabled = aws.clock.instant();
                    return device;
                }
            }
            throw MemoryAws.error(Kind.INVALID_MFA_CODE, "iam:EnableMFADevice");
        });
    }

    @Override
    public void resyncMfaDevice(String user, String serial, String code1, String code2) throws AwsException {
        aws.call("ResyncMFADevice", () -> {
            Device device = existing(serial);
            boolean first = aws.take(device, code1);
            if (!first || !aws.take(device, code2)) {
                throw MemoryAws.error(Kind.INVALID_MFA_CODE, "iam:ResyncMFADevice");
            }
            return device;
        });
    }

    @Override
    public void tagMfaDevice(String serial, Map<String, String> tags) throws AwsException {
        aws.call("TagMFADevice", () -> {
            existing(serial).tags.putAll(tags);
            return tags;
        });
    }

    @Override
    public Map<String, String> listMfaDeviceTags(String serial) throws AwsException {
        return aws.call("ListMFADeviceTags", () -> Map.copyOf(existing(serial).tags));
    }

    @Override
    public void deactivateMfaDevice(String user, String serial) throws AwsException {
        aws.call("DeactivateMFADevice", () -> {
            if (aws.deactivateNeedsMfa && !aws.mfaOfSession.containsKey(signer)) {
                throw MemoryAws.error(Kind.DENIED, "iam:DeactivateMFADevice");
            }
            Device device = existing(serial);
            device.user = null;
            device.enabled = null;
            return device;
        });
    }

    @Override
    public void deleteVirtualMfaDevice(String serial) throws AwsException {
        aws.call("DeleteVirtualMFADevice", () -> {
            if (existing(serial).user != null) {
                throw MemoryAws.error(Kind.DELETE_CONFLICT, "iam:DeleteVirtualMFADevice");
            }
            return aws.devices.remove(serial);
        });
    }

    private Device existing(String serial) throws AwsException {
        Device device = aws.devices.get(serial);
        if (device == null) {
            throw MemoryAws.error(Kind.NO_SUCH_ENTITY, "iam");
        }
        return device;
    }

    @Override
    public List<MfaDevice> listAllMfaDevices(@Nullable String user) throws AwsException {
        return aws.call("ListMFADevices", () -> list(false));
    }

    @Override
    public List<MfaDevice> listVirtualMfaDevices(boolean unassignedOnly) throws AwsException {
        return aws.call("ListVirtualMFADevices", () -> list(true));
    }

    private List<MfaDevice> list(boolean unassigned) {
        List<MfaDevice> found = new ArrayList<>();
        for (Device device : aws.devices.values()) {
            if (unassigned == (device.user == null)) {
                found.add(new MfaDevice(device.serial, device.user, device.enabled));
            }
        }
        return found;
    }

    @Override
    public List<UserAccessKey> listAccessKeys(String user) throws AwsException {
        return aws.call("ListAccessKeys", () -> List.copyOf(aws.keys.all.values()));
    }

    @Override
    public AccessKeys createAccessKey(String user) throws AwsException {
        return aws.call("CreateAccessKey", () -> {
            aws.keys.requireAlive(signer);
            if (aws.keys.all.size() == 2) {
                throw MemoryAws.error(Kind.LIMIT, "iam:CreateAccessKey");
            }
            String id = "AKIAMADE" + aws.count("CreateAccessKey");
            aws.keys.made(id, aws.clock.instant());
            byte[] secret = ("secret of " + id).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return new AccessKeys(id, Secret.takeOver(secret));
        });
    }

    @Override
    public void updateAccessKey(String user, String id, boolean active) throws AwsException {
        aws.call("UpdateAccessKey", () -> {
            aws.keys.requireAlive(signer);
            UserAccessKey key = existingKey(id);
            return aws.keys.all.put(id, new UserAccessKey(id, active, key.created()));
        });
    }

    @Override
    public void deleteAccessKey(String user, String id) throws AwsException {
        aws.call("DeleteAccessKey", () -> {
            aws.keys.requireAlive(signer);
            return aws.keys.all.remove(existingKey(id).id());
        });
    }

    private UserAccessKey existingKey(String id) throws AwsException {
        UserAccessKey key = aws.keys.all.get(id);
        if (key == null) {
            throw MemoryAws.error(Kind.NO_SUCH_ENTITY, "iam");
        }
        return key;
    }

    @Override
    public Optional<Instant> accessKeyLastUsed(String id) throws AwsException {
        return aws.call("GetAccessKeyLastUsed", () -> Optional.ofNullable(aws.keys.used.get(id)));
    }

    @Override
    public IamUser getUser(@Nullable String user) throws AwsException {
        return aws.call("GetUser", () -> new IamUser("dev", "arn:aws:iam::" + MemoryAws.ACCOUNT + ":user/team/dev"));
    }
}
