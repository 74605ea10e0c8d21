package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Answers of a card: proper ones are read whole, all others are BAD_RESPONSE. */
class AnswerProperties {
    /** One account as LIST tells it. */
    record Listed(byte[] name, OathType type, HashAlgorithm algorithm) {}

    @FunctionalInterface
    private interface Reading {
        Object read(byte[] answer) throws OathException;
    }

    @Property
    void anyBytesAreAnAnswerOrABadResponse(@ForAll("tlvLike") byte[] bytes) {
        for (Reading reading : List.<Reading>of(
                Answers::select,
                Answers::list,
                Answers::calculateAll,
                Answers::truncated,
                Answers::full,
                Answers::validate)) {
            try {
                assertThat(reading.read(bytes.clone())).isNotNull();
            } catch (OathException e) {
                assertThat(e.kind()).isEqualTo(OathException.Kind.BAD_RESPONSE);
            }
        }
    }

    @Property
    void aListIsReadWholeAndInOrder(@ForAll("lists") List<Listed> accounts) throws OathException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (Listed account : accounts) {
            answer.write(0x72);
            answer.write(account.name().length + 1);
            answer.write(account.type().bits() | account.algorithm().ordinal() + 1);
            answer.writeBytes(account.name());
        }

        List<Credential> read = Answers.list(answer.toByteArray());

        assertThat(read).hasSameSizeAs(accounts);
        for (int i = 0; i < read.size(); i++) {
            Listed account = accounts.get(i);
            assertThat(read.get(i).id().toBytes()).isEqualTo(account.name());
            assertThat(read.get(i).type()).isEqualTo(account.type());
            assertThat(read.get(i).algorithm()).isEqualTo(account.algorithm());
            assertThat(read.get(i).touch()).isNull();
        }
    }

    @Property
    void aCutListIsABadResponseOrShorter(@ForAll("lists") List<Listed> accounts, @ForAll int at) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (Listed account : accounts) {
            answer.write(0x72);
            answer.write(account.name().length + 1);
            answer.write(account.type().bits() | account.algorithm().ordinal() + 1);
            answer.writeBytes(account.name());
        }
        byte[] whole = answer.toByteArray();
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length == 0 ? 0 : Math.floorMod(at, whole.length));
        try {
            assertThat(Answers.list(cut).size()).isLessThanOrEqualTo(accounts.size());
        } catch (OathException e) {
            assertThat(e.kind()).isEqualTo(OathException.Kind.BAD_RESPONSE);
        }
    }

    @Provide
    Arbitrary<List<Listed>> lists() {
        return Combinators.combine(
                        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(64),
                        Arbitraries.of(OathType.values()),
                        Arbitraries.of(HashAlgorithm.values()))
                .as(Listed::new)
                .list()
                .ofMaxSize(64);
    }

    /** Bytes in which tags and lengths are likely. */
    @Provide
    Arbitrary<byte[]> tlvLike() {
        Arbitrary<Byte> likely = Arbitraries.of(
                (byte) 0x71,
                (byte) 0x72,
                (byte) 0x74,
                (byte) 0x75,
                (byte) 0x76,
                (byte) 0x77,
                (byte) 0x79,
                (byte) 0x7C,
                (byte) 0,
                (byte) 1,
                (byte) 3,
                (byte) 5,
                (byte) 8,
                (byte) 0x80,
                (byte) 0x81,
                (byte) 0x82,
                (byte) 0x84);
        return Arbitraries.oneOf(likely, Arbitraries.bytes())
                .array(byte[].class)
                .ofMaxSize(60);
    }
}
