package ykaws.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;

/** The order of lists, ykman's: by issuer (or, without one, by name), then by name, in either case. */
final class AccountOrder implements Comparator<Credential> {
    private static final AccountOrder ORDER = new AccountOrder();

    private AccountOrder() {}

    static List<Credential> sorted(List<Credential> accounts) {
        List<Credential> sorted = new ArrayList<>(accounts);
        sorted.sort(ORDER);
        return sorted;
    }

    /** The same for accounts with their codes. */
    static List<CalculatedCredential> sortedCodes(List<CalculatedCredential> accounts) {
        List<CalculatedCredential> sorted = new ArrayList<>(accounts);
        sorted.sort((a, b) -> ORDER.compare(a.credential(), b.credential()));
        return sorted;
    }

    @Override
    public int compare(Credential a, Credential b) {
        int byFirst = first(a.id()).compareTo(first(b.id()));
        return byFirst != 0 ? byFirst : lower(a.id().name()).compareTo(lower(b.id().name()));
    }

    private static String first(CredentialId id) {
        String issuer = id.issuer();
        return lower(issuer == null ? id.name() : issuer);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
