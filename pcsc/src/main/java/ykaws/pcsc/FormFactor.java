package ykaws.pcsc;

/** The shapes of keys, by the code that Management tells (tag 04). */
public enum FormFactor {
    UNKNOWN("Unknown"),
    USB_A_KEYCHAIN("Keychain (USB-A)"),
    USB_A_NANO("Nano (USB-A)"),
    USB_C_KEYCHAIN("Keychain (USB-C)"),
    USB_C_NANO("Nano (USB-C)"),
    USB_C_LIGHTNING("Keychain (USB-C, Lightning)"),
    USB_A_BIO("Bio (USB-A)"),
    USB_C_BIO("Bio (USB-C)");

    private final String text;

    FormFactor(String text) {
        this.text = text;
    }

    /** As ykman spells it. */
    public String text() {
        return text;
    }

    /** By the low four bits of tag 04; one that nobody knows yet is UNKNOWN. */
    static FormFactor ofCode(int code) {
        FormFactor[] all = values();
        return code < all.length ? all[code] : UNKNOWN;
    }
}
