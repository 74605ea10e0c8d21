package ykaws.fuzz;

import java.nio.charset.StandardCharsets;
import ykaws.pcsc.DeviceInfo;
import ykaws.pcsc.ManagementSession;

/** All that a card may answer to what asks which key it is. */
public final class ManagementAnswers {
    private static final byte[] SELECTED =
            "Virtual mgr - FW version 5.7.1\u0090\u0000".getBytes(StandardCharsets.ISO_8859_1);

    private ManagementAnswers() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        Fuzzing.typed(() -> {
            DeviceInfo info = ManagementSession.read(new FuzzedCard(input, SELECTED));
            Fuzzing.require(!info.toString().isEmpty());
        });
    }
}
