package ykaws.aws.enroll;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tag of a device that says which keys it is on: so that others, and we on another computer, see it. */
final class SerialTag {
    private SerialTag() {}

    /** Empty for keys that have no serial number. */
    static Map<String, String> of(List<OptionalInt> keys) {
        StringBuilder numbers = new StringBuilder();
        for (OptionalInt key : keys) {
            if (key.isPresent()) {
                numbers.append(numbers.length() == 0 ? "" : " ").append(Integer.toUnsignedString(key.getAsInt()));
            }
        }
        return numbers.length() == 0 ? Map.of() : Map.of(Enrollment.SERIAL_TAG, numbers.toString());
    }
}
