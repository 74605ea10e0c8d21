package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.harness.KeyInReader;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.harness.Waiting;

/** ykaws and ykman speak to one key, over the real pcscd and a virtual reader. */
class PcscInteropIT {
    private static final String READER = KeyInReader.READER;
    private static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private final Place place = Place.create();
    private KeyInReader key;

    @BeforeEach
    void plugTheSoftwareKeyIn() {
        Requirement.ykman();
        Requirement.oathtool();
        key = KeyInReader.plugIn(place, "auto");
        // A card of somebody else's in this slot would be found instead of ours.
        assertThat(ykaws("oath", "list").expect(0).out()).isEmpty();
    }

    @AfterEach
    void pullItOut() {
        if (key != null) {
            key.close();
        }
        place.close();
    }

    private Outcome ykaws(String... words) {
        return key.ykaws(words);
    }

    private Outcome ykawsTold(String input, String... words) {
        return key.ykawsTold(input, words);
    }

    private Outcome ykman(String input, String... words) {
        return Program.of(place, "ykman", "-r", READER, "oath").stdin(input).run(words);
    }

    @ParameterizedTest
    @CsvSource({"SHA1, 6, 30", "SHA256, 6, 30", "SHA512, 8, 30", "SHA1, 7, 60", "SHA256, 8, 15"})
    void anAccountOfYkmansGivesTheSameCodeEverywhere(String algorithm, String digits, String period) {
        ykman("", "accounts", "add", "-a", algorithm, "-d", digits, "-P", period, "-i", "ACME", "bob", SECRET)
                .expect(0);

        sameCodeEverywhere(algorithm, digits, period);
    }

    @ParameterizedTest
    @CsvSource({"SHA1, 6, 30", "SHA256, 6, 30", "SHA512, 8, 30", "SHA1, 7, 60", "SHA256, 8, 15"})
    void anAccountOfOursGivesTheSameCodeEverywhere(String algorithm, String digits, String period) {
        ykawsTold(
                        SECRET + "\n",
                        "oath",
                        "add",
                        "--algorithm",
                        algorithm,
                        "--digits",
                        digits,
                        "--period",
                        period,
                        "--issuer",
                        "ACME",
                        "bob")
                .expect(0);

        sameCodeEverywhere(algorithm, digits, period);
    }

    /** All three are asked until no time step turned between them. */
    private void sameCodeEverywhere(String algorithm, String digits, String period) {
        for (int i = 0; i < 5; i++) {
            String before = oathtool(algorithm, digits, period);
            String ours = ykaws("code", "bob").expect(0).out().strip();
            String theirs =
                    ykman("", "accounts", "code", "-s", "bob").expect(0).out().strip();
            String after = oathtool(algorithm, digits, period);
            if (before.equals(after)) {
                assertThat(ours).isEqualTo(before);
                assertThat(theirs).isEqualTo(before);
                return;
            }
        }
        throw new AssertionError("the time step turned five times in a row");
    }

    private String oathtool(String algorithm, String digits, String period) {
        return Program.of(place, "oathtool", "--totp=" + algorithm, "-b", "-d", digits, "-s", period + "s")
                .run(SECRET)
                .expect(0)
                .out()
                .strip();
    }

    @Test
    void fortyAccountsListWholeInBoth() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append("oath add --no-touch account-with-a-rather-long-name-")
                    .append(i)
                    .append(" ${SEED}\n");
        }
        Program.ykaws(place)
                .env("SEED", SECRET)
                .stdin(lines.toString())
                .run("--reader", READER)
                .expect(0);

        assertThat(ykaws("oath", "list").expect(0).outLines()).hasSize(40);
        assertThat(ykaws("code").expect(0).outLines()).hasSize(40);
        assertThat(ykman("", "accounts", "list").expect(0).outLines()).hasSize(40);
    }

    @Test
    void aPasswordOfOneOpensInTheOther() {
        ykawsTold(SECRET + "\n", "oath", "add", "plain").expect(0);

        ykawsTold("of ykaws\n", "oath", "password", "set").expect(0);
        ykman("", "accounts", "list", "-p", "of ykaws").expect(0);
        assertThat(ykaws("code", "plain").code()).isEqualTo(4);

        ykman("", "access", "change", "-p", "of ykaws", "-n", "of ykman").expect(0);
        assertThat(ykawsTold("of ykman\n", "code", "plain").expect(0).out()).matches("\\d{6}\\n");
        ykawsTold("of ykman\n", "oath", "password", "remove").expect(0);
        ykman("", "accounts", "list").expect(0);
    }

    @Test
    void aKeyThatAnotherProgramHoldsIsLeftAlone() {
        Requirement.program("python3", "YKAWS_TEST_PCSC_REQUIRED");
        String hold = "import sys\nfrom smartcard.System import readers\n"
                + "from smartcard.scard import *\n"
                + "_, c = SCardEstablishContext(SCARD_SCOPE_USER)\n"
                + "r, h, p = SCardConnect(c, '" + READER + "', SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T1)\n"
                + "print('holding' if r == 0 else 'failed', flush=True)\n"
                + "import time\ntime.sleep(120)\n";
        try (Program.Running holder =
                Program.of(place, "/usr/bin/python3", "-c", hold).start()) {
            holder.expect("holding");

            Outcome refused = ykaws("code", "x");

            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.errLines().get(0))
                    .startsWith("ykaws: error: ")
                    .containsAnyOf("another program", "held", "holds");
            assertThat(refused.err()).contains("ykaws: hint: ");
            assertThat(holder.process().isAlive()).as("nobody was killed").isTrue();
        }
        // The service resets the card for a holder that has gone. Pulled out meanwhile, it blocks this reader for the
        // next.
        Waiting.until(() -> ykaws("oath", "info").code() == 0, () -> "the key, which its holder has let go of");
    }

    @Test
    void aTouchIsAskedForAndGiven() {
        ykawsTold(SECRET + "\n", "oath", "add", "arn:aws:iam::123456789012:mfa/dev")
                .expect(0);

        Outcome code = ykaws("code", "dev").expect(0);

        assertThat(code.out()).matches("\\d{6}\\n");
        assertThat(code.err()).contains("touch your YubiKey for the code of dev");
    }

    @Test
    void aKeyPulledOutIsNoKey() {
        key.close();

        Outcome gone = ykaws("code", "x");

        assertThat(gone.code()).isEqualTo(3);
        assertThat(gone.err()).contains("ykaws: hint: ");
    }
}
