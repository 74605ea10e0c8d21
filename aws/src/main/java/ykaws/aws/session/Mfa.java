package ykaws.aws.session;

import org.jspecify.annotations.Nullable;

/**
 * The MFA device that a step presents a code of.
 *
 * @param serial the device's ARN, or a hardware token's serial number
 * @param oathName the account on the key that holds its secret ({@code ykaws_oath_name}), or null where the serial says
 *     it
 */
public record Mfa(String serial, @Nullable String oathName) {}
