package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;
import ykaws.harness.Waiting;
import ykaws.sandbox.StateFolder;
import ykaws.sandbox.key.SoftKeys;
import ykaws.sandbox.key.TouchModes;

/** What an import stores is what ykman stores; and what it stored is known when the key is pulled out half way. */
class ImportInteropIT {
    private static final String READER = "Virtual PCD 00 00";
    private static final String SECRET = "secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static final String SECRET_OF_80_BYTES = "JBSWY3DPEHPK3PXP".repeat(8);

    private final Place place = Place.create();
    private final String vpcd = Requirement.virtualReader();
    private Program.Running attached;

    @BeforeEach
    void plugIn() {
        Requirement.ykman();
        attached = Program.ykaws(place)
                .env("YKAWS_SANDBOX_TOUCH", "auto")
                .start("--sandbox", "sandbox", "attach", "--vpcd", vpcd);
        Waiting.until(() -> ykaws("", "oath", "info").code() == 0, () -> "the software key in the reader");
        assertThat(ykaws("", "oath", "list").expect(0).out()).isEmpty();
    }

    @AfterEach
    void pullOut() {
        if (attached != null) {
            attached.close();
        }
        place.close();
    }

    private Outcome ykaws(String input, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "--reader";
        all[1] = READER;
        System.arraycopy(words, 0, all, 2, words.length);
        return Program.ykaws(place).stdin(input).run(all);
    }

    private Outcome ykman(String... words) {
        return Program.of(place, "ykman", "-r", READER, "oath").run(words);
    }

    /** Each gives an account of its own, so that all can be on one key. */
    private static final List<String> URIS = List.of(
            "totp/plain?" + SECRET,
            "totp/ACME:both?" + SECRET + "&issuer=ACME",
            "totp/label:differs?" + SECRET + "&issuer=parameter",
            "totp/label:empty?" + SECRET + "&issuer=",
            "totp/a:b:c?" + SECRET,
            "totp/a:b:c?issuer=i&" + SECRET,
            "totp/:nobody?" + SECRET,
            "totp/Amazon%20Web%20Services:dev@123456789012?" + SECRET + "&issuer=Amazon+Web+Services",
            "totp/%C3%A9%F0%9F%94%91%3Ab?" + SECRET,
            "totp/blanks?secret=jbsw%20y3dp+ehpk3pxp",
            "totp/short?secret=JBSWY3DPEE&algorithm=sha256&digits=8&period=60",
            "totp/seven?" + SECRET + "&algorithm=SHA512&digits=7&period=15",
            "totp/long1?algorithm=SHA1&secret=" + SECRET_OF_80_BYTES,
            "totp/long512?algorithm=SHA512&secret=" + SECRET_OF_80_BYTES,
            "totp/Steam:gamer?" + SECRET + "&digits=5",
            "totp/other-gamer?issuer=Steam&" + SECRET,
            "totp/_hidden:x?" + SECRET,
            "totp/arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fdev?issuer=me&" + SECRET,
            "totp/arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fdev?" + SECRET,
            "totp/1234567890123456789012345678901234567890123456789012345678901234?" + SECRET,
            "hotp/i:top?" + SECRET + "&counter=4294967295",
            "hotp/i:eight?" + SECRET + "&counter=7&digits=8&period=60",
            "hotp/60%2Fslash?" + SECRET);

    /** All accounts as they stand on the key, and what they say at an instant or at the first count. */
    private List<String> stored() {
        List<String> all = new ArrayList<>();
        all.add(ykaws("", "oath", "list", "-H", "-o", "json").expect(0).out());
        all.add(ykaws("", "code", "-H", "--at", "2026-01-01T00:00:00Z", "-o", "json")
                .expect(0)
                .out());
        for (String hotp : List.of("i:top", "i:eight", "60/slash")) {
            all.add(ykaws("", "code", hotp).expect(0).out());
        }
        return all;
    }

    @Test
    void aUriStoresWhatYkmanStores() {
        for (String uri : URIS) {
            ykman("accounts", "uri", "-f", "otpauth://" + uri).expect(0);
        }
        List<String> theirs = stored();
        ykaws("", "oath", "reset", "-f").expect(0);
        assertThat(ykaws("", "oath", "list").expect(0).out()).isEmpty();

        String lines = URIS.stream().map(uri -> "otpauth://" + uri + "\n").collect(Collectors.joining());
        ykaws(lines, "oath", "import", "-f", "--no-touch", "-").expect(0);

        assertThat(theirs.get(0).split("\"id\":")).hasSize(URIS.size() + 1);
        assertThat(stored()).isEqualTo(theirs);
    }

    @Test
    void ykmanSeesTheSameAccountAndTheSameTouch() {
        String uri = "otpauth://totp/arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fdev?" + SECRET;
        // Two: ykman takes the only account for the one that is asked for, and waits for its touch.
        ykaws(uri + "\notpauth://totp/plain?" + SECRET, "oath", "import", "-f").expect(0);

        assertThat(ykman("accounts", "code").expect(0).out())
                .containsPattern("arn:aws:iam::123456789012:mfa/dev +\\[Requires Touch\\]")
                .containsPattern("plain +\\d{6}");
    }

    @Test
    void ofAnImportThatIsCutShortEachAccountIsKnown() throws IOException {
        String uris = IntStream.range(0, 60)
                .mapToObj(i -> "otpauth://totp/many-" + i + "?" + SECRET + "\n")
                .collect(Collectors.joining());
        Outcome cut;
        try (Program.Running running =
                Program.ykaws(place).stdin(uris).start("--reader", READER, "oath", "import", "-f", "-o", "json", "-")) {
            Waiting.until(() -> puts() > 5, () -> "a PUT");
            attached.close();
            cut = running.await();
        }

        List<String> results = Arrays.stream(cut.out().split("(?<=\\}),"))
                .map(each -> each.replaceAll("(?s).*\"result\":\"([a-z-]+)\".*", "$1"))
                .toList();
        int added = (int) results.stream().filter("added"::equals).count();
        assertThat(cut.code()).as(cut.toString()).isEqualTo(3);
        assertThat(results).hasSize(60);
        assertThat(added).isBetween(1, 59);
        assertThat(results.get(added)).isIn("unknown", "failed");
        assertThat(results.subList(added + 1, 60)).containsOnly("not-tried");
        assertThat(cut.err()).contains(added + " of 60 accounts are on the key", "import again");

        attached = Program.ykaws(place).start("--sandbox", "sandbox", "attach", "--vpcd", vpcd);
        Waiting.until(() -> ykaws("", "oath", "info").code() == 0, () -> "the software key in the reader");
        int there = ykaws("", "oath", "list").expect(0).outLines().size();
        assertThat(there).isBetween(added, results.get(added).equals("unknown") ? added + 1 : added);
        Outcome again = ykaws(uris, "oath", "import", "-f", "-").expect(0);
        assertThat(again.outLines())
                .filteredOn(line -> line.endsWith("  exists"))
                .hasSize(there);
        assertThat(again.outLines())
                .filteredOn(line -> line.endsWith("  added"))
                .hasSize(60 - there);
        assertThat(ykaws("", "oath", "list").expect(0).outLines()).hasSize(60);
    }

    private long puts() {
        try {
            return SoftKeys.in(
                            new StateFolder(place.stateFolder().resolve("sandbox")),
                            SoftKeys.Settings.of(TouchModes.never(ykaws.sandbox.Pause.SYSTEM)))
                    .keys()
                    .get(0)
                    .apdus()
                    .stream()
                    .filter(each -> each.command().equals("PUT"))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
