package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ykaws.harness.Leaks;
import ykaws.harness.Outcome;
import ykaws.harness.Pixels;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.PtyProgram;
import ykaws.oath.OathException;
import ykaws.oath.Secret;
import ykaws.oath.qr.QrDrawing;
import ykaws.oath.qr.QrReader;

/** Accounts come from pictures and from a person at a terminal, and a new one is shown to be kept elsewhere. */
class ImportIT {
    private static final String SEED = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
    private static final String URI = "otpauth://totp/ACME:bob?secret=" + SEED + "&issuer=ACME";

    private final Place place = Place.create();

    @AfterEach
    void clean() {
        place.close();
    }

    private Program ykaws() {
        return Program.ykaws(place).env("YKAWS_SANDBOX", "1");
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(place.work().resolve(name), content);
    }

    private static byte[] picture(String text) {
        try (Secret secret = Secret.copyOf(text.getBytes(StandardCharsets.UTF_8))) {
            return Pixels.png(QrDrawing.rows(secret));
        }
    }

    private static String read(byte[] picture) throws OathException {
        List<Secret> codes = QrReader.read(picture);
        assertThat(codes).hasSize(1);
        return codes.get(0).expose(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void aPictureIsImportedAndItsSecretIsOnTheKeyAlone() throws IOException {
        Path png = file("shot.png", picture(URI));

        Outcome first =
                ykaws().run("-vv", "oath", "import", "-f", png.toString()).expect(0);
        Outcome piped = ykaws().stdin(Files.readAllBytes(png))
                .run("oath", "import", "--no-input", "-")
                .expect(0);

        assertThat(first.out()).isEqualTo("ACME:bob  added\n");
        assertThat(first.err()).contains("PUT");
        assertThat(piped.out()).isEqualTo("ACME:bob  exists\n");
        for (Leaks seed : Leaks.ofBase32(SEED)) {
            seed.absentFrom(first);
            seed.absentUnder(place.root(), path -> path.getFileName().toString().startsWith("key-12345678."));
        }
    }

    @Test
    void picturesThatHoldNoAccount() throws IOException {
        Path foreign = file("wifi.png", picture("WIFI:S:net;P:geheim;;"));
        Path cut = file("cut.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 0});

        Outcome none = ykaws().run("oath", "import", foreign.toString());
        Outcome damaged = ykaws().run("oath", "import", cut.toString());

        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err())
                .contains("wifi.png: its QR code holds no account")
                .doesNotContain("geheim");
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err()).contains("cut.jpg: the picture is damaged");
    }

    @Test
    void aPersonSeesAndAgrees() throws IOException {
        Path text = file("uris", (URI + "\n").getBytes(StandardCharsets.US_ASCII));
        try (PtyProgram no = PtyProgram.start(ykaws(), "oath", "import", text.toString())) {
            no.expect("ACME:bob  TOTP SHA1  6 digits  30 s").expect("new");
            no.expect("Store 1 account on the key? [y/N]").line("n");
            assertThat(no.exitCode()).isEqualTo(130);
        }
        assertThat(ykaws().run("oath", "list").expect(0).out()).isEmpty();
        try (PtyProgram yes = PtyProgram.start(ykaws(), "oath", "import", text.toString())) {
            yes.expect("Store 1 account on the key? [y/N]").line("y").expect("ACME:bob  added");
            assertThat(yes.exitCode()).isZero();
        }
        file("uris", URI.replace("MFRG", "MFRA").getBytes(StandardCharsets.US_ASCII));
        try (PtyProgram keep = PtyProgram.start(ykaws(), "oath", "import", text.toString())) {
            keep.expect("exists, another one")
                    .expect("Replace 1 account on the key")
                    .line("");
            keep.expect("ACME:bob  exists");
            assertThat(keep.exitCode()).isZero();
        }
        try (PtyProgram replace = PtyProgram.start(ykaws(), "oath", "import", text.toString())) {
            replace.expect("Replace 1 account on the key").line("y").expect("ACME:bob  replaced");
            assertThat(replace.exitCode()).isZero();
        }
    }

    @Test
    void aUriIsTypedUnseen() {
        try (PtyProgram program = PtyProgram.start(ykaws(), "oath", "import", "-f")) {
            program.expect("otpauth URI (not shown): ").line(URI).expect("ACME:bob  added");
            assertThat(program.exitCode()).isZero();
            for (Leaks seed : Leaks.ofBase32(SEED)) {
                seed.absentFrom("the terminal", program.raw().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void theShellRemembersNoUri() throws IOException {
        try (PtyProgram shell = PtyProgram.start(Program.ykaws(place), "--sandbox")) {
            shell.expect("ykaws(sandbox)> ").line("oath import -f '" + URI + "'");
            shell.expect("ACME:bob  added").expect("ykaws(sandbox)> ").line("oath list");
            shell.expect("ACME:bob").expect("ykaws(sandbox)> ").ctrl('D');
            assertThat(shell.exitCode()).isZero();
        }
        assertThat(Files.readAllLines(place.stateFolder().resolve("sandbox/state/history")))
                .containsExactly("oath list");
    }

    @Test
    void aNewSecretIsDrawnForACamera() throws OathException {
        try (PtyProgram program = PtyProgram.start(ykaws(), "oath", "add", "--generate", "--issuer", "ACME", "bob")) {
            program.expect("stored ACME:bob");
            assertThat(program.exitCode()).isZero();

            String uri = read(Pixels.ofTerminal(program.raw()));

            assertThat(uri).startsWith("otpauth://totp/ACME:bob?secret=");
            assertThat(program.screen()).contains(uri, uri.replaceAll(".*secret=([A-Z2-7]{32})&.*", "$1"));
        }
    }

    @Test
    void namesOfOthersReachTheTerminalEscaped() throws IOException {
        Path text = file(
                "uris",
                ("otpauth://totp/%1B%5D52%3Bc%3BAAAA%07?secret=" + SEED + "\n").getBytes(StandardCharsets.US_ASCII));

        Outcome shown = ykaws().run("oath", "import", text.toString());
        Outcome stored = ykaws().run("oath", "import", "-f", text.toString()).expect(0);

        assertThat(shown.err()).contains("\\u{1b}]52;c;AAAA\\u{7}").doesNotContain("\u001b");
        assertThat(stored.out()).isEqualTo("\\u{1b}]52;c;AAAA\\u{7}  added\n");
    }
}
