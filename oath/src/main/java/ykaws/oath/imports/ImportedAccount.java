package ykaws.oath.imports;

import org.jspecify.annotations.Nullable;
import ykaws.oath.NewCredential;

/**
 * One account of an import: a draft of it, or why it cannot be one.
 *
 * @param name as the source calls it, for people
 * @param account a draft, which this record owns; null if it is refused
 * @param refusal null, or why no YubiKey can hold the account
 */
public record ImportedAccount(
        String name,
        @Nullable NewCredential account,
        @Nullable String refusal) implements AutoCloseable {

    static ImportedAccount of(NewCredential account) {
        return new ImportedAccount(account.id().text(), account, null);
    }

    static ImportedAccount refused(String name, String why) {
        return new ImportedAccount(name, null, why);
    }

    @Override
    public void close() {
        if (account != null) {
            account.close();
        }
    }
}
