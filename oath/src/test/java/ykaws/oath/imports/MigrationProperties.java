package ykaws.oath.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import ykaws.oath.OathException;

/** Google Authenticator's export: what its encoder writes is read whole, and nothing else ends in more than an error. */
class MigrationProperties {
    private static void add(ImportReader reader, String uri) throws OathException {
        reader.add("export", uri.getBytes(StandardCharsets.US_ASCII));
    }

    @Property(tries = 300)
    void aBatchIsReadWholeInWhateverOrderItsCodesAreShown(
            @ForAll("names") @Size(min = 1, max = 30) List<String> names,
            @ForAll @IntRange(min = 1, max = 6) int parts,
            @ForAll int batch,
            @ForAll long order)
            throws OathException {
        List<Integer> shown = new java.util.ArrayList<>();
        for (int i = 0; i < parts; i++) {
            shown.add(i);
        }
        Collections.shuffle(shown, new Random(order));
        try (ImportReader reader = new ImportReader()) {
            for (int index : shown) {
                int part = index;
                byte[][] accounts = names.stream()
                        .filter(name -> Math.floorMod(name.hashCode(), parts) == part)
                        .map(name -> Migration.account(name, ""))
                        .toArray(byte[][]::new);
                add(reader, Migration.uri(Migration.part(batch, parts, part, accounts)));
            }

            assertThat(reader.missing()).isEmpty();
            assertThat(reader.accounts().stream().map(ImportedAccount::name))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Property
    void anyMessageIsAccountsOrATypedError(@ForAll("messageLike") byte[] message) {
        try (ImportReader reader = new ImportReader()) {
            add(
                    reader,
                    "otpauth-migration://offline?data=" + Base64.getUrlEncoder().encodeToString(message));
            for (ImportedAccount each : reader.accounts()) {
                assertThat(each.account() == null).isNotEqualTo(each.refusal() == null);
            }
        } catch (OathException e) {
            assertThat(e.kind()).isIn(OathException.Kind.INVALID_ARGUMENT, OathException.Kind.INVALID_SECRET);
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(40)
                .list()
                .uniqueElements();
    }

    /** Whole messages, cut ones, and bytes that look like tags and lengths. */
    @Provide
    Arbitrary<byte[]> messageLike() {
        byte[] whole = Migration.part(
                1, 1, 0, Migration.account("bob", "ACME", 1, 1, 2), Migration.account("ann", "ACME", 2, 2, 1, 7));
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, whole.length).map(end -> Arrays.copyOf(whole, end)),
                Arbitraries.of(
                                (byte) 0x0A,
                                (byte) 0x12,
                                (byte) 0x1A,
                                (byte) 0x20,
                                (byte) 0x28,
                                (byte) 0x80,
                                (byte) 0xFF,
                                (byte) 0,
                                (byte) 1,
                                (byte) 2,
                                (byte) 5)
                        .array(byte[].class)
                        .ofMaxSize(40),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40));
    }
}
