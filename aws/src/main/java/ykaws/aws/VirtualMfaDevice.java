package ykaws.aws;

import ykaws.oath.Secret;

/**
 * A new virtual MFA device; AWS shows its seed only this once.
 *
 * @param serial the device's ARN
 * @param seed the decoded TOTP key, owned by this record: {@link #close} wipes it
 */
public record VirtualMfaDevice(String serial, Secret seed) implements AutoCloseable {
    @Override
    public void close() {
        seed.close();
    }
}
