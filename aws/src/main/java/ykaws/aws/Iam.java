package ykaws.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The IAM calls that we use; each answers in our own types, reads all pages, and fails with {@link AwsException}. */
public interface Iam {
    /** CreateVirtualMFADevice. The caller closes the answer. */
    VirtualMfaDevice createVirtualMfaDevice(String path, String name) throws AwsException;

    /** EnableMFADevice with the codes of two consecutive time steps, the older one first. */
    void enableMfaDevice(String user, String serial, String code1, String code2) throws AwsException;

    /** DeactivateMFADevice. */
    void deactivateMfaDevice(String user, String serial) throws AwsException;

    /** DeleteVirtualMFADevice; DELETE_CONFLICT while it is assigned. */
    void deleteVirtualMfaDevice(String serial) throws AwsException;

    /** ListMFADevices of a user, or of the caller. FIDO devices are left out: they give no codes. */
    List<MfaDevice> listMfaDevices(@Nullable String user) throws AwsException;

    /** ListVirtualMFADevices of the account. */
    List<MfaDevice> listVirtualMfaDevices(boolean unassignedOnly) throws AwsException;

    /** GetUser, of the caller where {@code user} is null. */
    IamUser getUser(@Nullable String user) throws AwsException;
}
