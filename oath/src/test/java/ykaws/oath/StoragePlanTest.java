package ykaws.oath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.yubico.yubikit.core.Version;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ykaws.oath.OathException.Kind;

class StoragePlanTest {
    private static NewCredential account(String id) throws OathException {
        return NewCredential.builder(CredentialId.of(id), Secret.takeOver(new byte[20]))
                .build();
    }

    private static StoragePlan with(String firmware, int accounts) {
        return new StoragePlan(
                Version.parse(firmware),
                IntStream.range(0, accounts)
                        .mapToObj(i -> new Credential(CredentialId.of("account-" + i), OathType.TOTP, null, null))
                        .toList());
    }

    private static Kind refusal(StoragePlan plan, NewCredential account) {
        return catchThrowableOfType(OathException.class, () -> plan.add(account))
                .kind();
    }

    @ParameterizedTest
    @CsvSource({"4.3.5, 31", "5.6.9, 31", "5.7.0, 63"})
    void theLastSlotIsTheLast(String firmware, int present) throws OathException {
        StoragePlan plan = with(firmware, present);

        plan.add(account("last"));

        assertThat(plan.holds(CredentialId.of("last"))).isTrue();
        assertThat(refusal(plan, account("one more"))).isEqualTo(Kind.NO_SPACE);
        assertThat(catchThrowableOfType(OathException.class, () -> plan.add(account("one more"))))
                .hasMessageEndingWith("it has %d of %d, firmware %s", present + 1, present + 1, firmware);
        assertThatCode(() -> plan.add(account("account-7")))
                .as("replacing takes no slot")
                .doesNotThrowAnyException();
    }

    @Test
    void aKeyWithMoreThanWeKnowOfIsItsOwnJudge() {
        assertThatCode(() -> with("5.4.3", 40).add(account("x"))).doesNotThrowAnyException();
    }

    @Test
    void aNeoCountsBytes() throws OathException {
        // 2048 bytes: 28 names of 64 bytes with 9 each are 2044.
        StoragePlan plan = with("1.0.2", 0);
        for (int i = 0; i < 28; i++) {
            plan.add(account("n".repeat(62) + (char) ('a' + i / 26) + (char) ('a' + i % 26)));
        }

        assertThat(refusal(plan, account("x"))).isEqualTo(Kind.NO_SPACE);
        assertThat(refusal(plan, account("n".repeat(62) + "aa")))
                .as("it adds up before it replaces")
                .isEqualTo(Kind.NO_SPACE);
        assertThatCode(() -> with("1.0.2", 100).add(account("x")))
                .as("short names")
                .doesNotThrowAnyException();
    }

    @Test
    void anIdThatAnotherBeginsWithIsRefusedWhereItWouldOverwriteTheOther() throws OathException {
        StoragePlan faulty = with("4.3.4", 0);
        faulty.add(account("plain"));

        assertThat(refusal(faulty, account("pla"))).isEqualTo(Kind.UNSUPPORTED_BY_FIRMWARE);
        assertThatCode(() -> faulty.add(account("plainer"))).doesNotThrowAnyException();
        StoragePlan sound = with("4.3.5", 0);
        sound.add(account("plain"));
        assertThatCode(() -> sound.add(account("pla"))).doesNotThrowAnyException();
    }

    @Test
    void aDraftThatNoKeyTakesIsNoAccount() {
        NewCredential draft = NewCredential.builder(CredentialId.of("x"), Secret.takeOver(new byte[1]))
                .draft();

        assertThat(refusal(with("5.7.1", 0), draft)).isEqualTo(Kind.INVALID_SECRET);
    }
}
