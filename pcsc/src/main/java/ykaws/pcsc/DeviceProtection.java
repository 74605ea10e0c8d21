package ykaws.pcsc;

/**
 * What keeps a key as it is. Sets of applications are bits of {@link Capability}.
 *
 * @param configLocked changing the configuration needs a lock code
 * @param nfcRestricted NFC is off until the key is powered over USB
 * @param pinComplexity the key refuses PINs that are easy to guess
 * @param resetBlocked applications that cannot be reset one by one
 */
public record DeviceProtection(
        boolean configLocked, boolean nfcRestricted, boolean pinComplexity, int resetBlocked, Fips fips) {
    /** Of a key that tells nothing about it. */
    public static final DeviceProtection NONE = new DeviceProtection(false, false, false, 0, Fips.NONE);

    /**
     * FIPS 140.
     *
     * @param series a key of the FIPS series
     * @param capable applications that have an approved mode
     * @param approved those that are in it
     */
    public record Fips(boolean series, int capable, int approved) {
        /** No key of the FIPS series. */
        public static final Fips NONE = new Fips(false, 0, 0);

        /** By the form factor's bit and by firmware 4.4, which tells no sets. */
        static Fips ofSeries(boolean series) {
            return series ? new Fips(true, 0, 0) : NONE;
        }
    }
}
