package ykaws.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The IAM calls that we use; each answers in our own types, reads all pages, and fails with {@link AwsException}. */
public interface Iam {
    /** CreateVirtualMFADevice. The caller closes the answer. */
    VirtualMfaDevice createVirtualMfaDevice(String path, String name) throws AwsException;

    /** EnableMFADevice with the codes of two consecutive time steps, the older one first. */
    void enableMfaDevice(String user, String serial, String code1, String code2) throws AwsException;

    /** ResyncMFADevice with the codes of two consecutive time steps, the older one first. */
    void resyncMfaDevice(String user, String serial, String code1, String code2) throws AwsException;

    /** TagMFADevice: these tags are added to the others, or take the place of their like. */
    void tagMfaDevice(String serial, Map<String, String> tags) throws AwsException;

    /** ListMFADeviceTags. */
    Map<String, String> listMfaDeviceTags(String serial) throws AwsException;

    /** DeactivateMFADevice. */
    void deactivateMfaDevice(String user, String serial) throws AwsException;

    /** DeleteVirtualMFADevice; DELETE_CONFLICT while it is assigned. */
    void deleteVirtualMfaDevice(String serial) throws AwsException;

    /** ListMFADevices of a user, or of the caller: all that count towards IAM's limit. */
    List<MfaDevice> listAllMfaDevices(@Nullable String user) throws AwsException;

    /** The same without FIDO devices, which give no codes. */
    default List<MfaDevice> listMfaDevices(@Nullable String user) throws AwsException {
        List<MfaDevice> devices = new ArrayList<>(listAllMfaDevices(user));
        devices.removeIf(MfaDevice::isFido);
        return devices;
    }

    /** ListVirtualMFADevices of the account. */
    List<MfaDevice> listVirtualMfaDevices(boolean unassignedOnly) throws AwsException;

    /** ListAccessKeys of a user. */
    List<UserAccessKey> listAccessKeys(String user) throws AwsException;

    /** CreateAccessKey; LIMIT if the user has two. The caller closes the answer, whose secret is never told again. */
    AccessKeys createAccessKey(String user) throws AwsException;

    /** UpdateAccessKey. */
    void updateAccessKey(String user, String id, boolean active) throws AwsException;

    /** DeleteAccessKey. */
    void deleteAccessKey(String user, String id) throws AwsException;

    /** GetAccessKeyLastUsed; empty if it never was. */
    Optional<Instant> accessKeyLastUsed(String id) throws AwsException;

    /** GetUser, of the caller where {@code user} is null. */
    IamUser getUser(@Nullable String user) throws AwsException;
}
