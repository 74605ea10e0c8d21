package ykaws.pcsc;

/**
 * The applications of a key over one transport, as bits of {@link Capability}.
 *
 * @param supported 0 if the key has no such transport
 * @param enabled a part of {@code supported}
 */
public record ApplicationSet(int supported, int enabled) {
    /** Of a transport that the key does not have. */
    public static final ApplicationSet NONE = new ApplicationSet(0, 0);

    /** Without a way to tell: all that is there is enabled. */
    static ApplicationSet allEnabled(int supported) {
        return new ApplicationSet(supported, supported);
    }

    ApplicationSet withEnabled(int bits) {
        return new ApplicationSet(supported, bits);
    }
}
