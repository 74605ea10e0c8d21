package ykaws.pcsc;

import com.yubico.yubikit.core.Transport;
import java.util.Optional;

/**
 * A key as a listing shows it.
 *
 * @param info what Management told; empty if the key is in use or told nothing
 * @param inUse another program, or another ykaws, holds it
 */
public record KeyListing(String reader, Transport transport, Optional<DeviceInfo> info, boolean inUse) {}
