package ykaws.oath.imports;

import java.util.List;

/**
 * One code of a Google Authenticator export, which may have several.
 *
 * @param batch what the codes of one export have in common
 * @param size how many there are
 * @param index which one this is, from 0
 * @param digest of all bytes: tells whether two codes are one
 */
record MigrationPart(int batch, int size, int index, String digest, List<ImportedAccount> accounts)
        implements AutoCloseable {

    @Override
    public void close() {
        accounts.forEach(ImportedAccount::close);
    }
}
