package ykaws.shell.command;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CredentialId;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.OathException.Kind;
import ykaws.oath.OathType;
import ykaws.oath.Steam;
import ykaws.oath.imports.ImportedAccount;
import ykaws.shell.ExitCode;
import ykaws.shell.Problem;

/**
 * What a person wants of an import.
 *
 * @param only texts of which a name must contain one; empty for all
 * @param name another name for the one account; null for its own
 * @param touch null for the default: a touch for MFA devices of AWS
 */
record ImportChoice(
        List<String> only, @Nullable String name, @Nullable Boolean touch) {

    /** The accounts that are meant. */
    List<ImportedAccount> of(List<ImportedAccount> all) {
        List<ImportedAccount> chosen =
                only.isEmpty() ? all : all.stream().filter(this::isMeant).toList();
        if (chosen.isEmpty()) {
            throw new Problem(
                            "no-such-account",
                            "no account of the import matches " + String.join(" or ", only),
                            all.stream().map(each -> "it has " + each.name()).toList(),
                            ExitCode.NOT_FOUND_OR_AMBIGUOUS)
                    .failure();
        }
        if (name != null && chosen.size() > 1) {
            throw Problem.usage(
                            "--name is for one account, and the import has " + chosen.size(),
                            "choose it with --only QUERY")
                    .failure();
        }
        return chosen;
    }

    private boolean isMeant(ImportedAccount account) {
        String text = account.name().toLowerCase(Locale.ROOT);
        return only.stream().anyMatch(each -> text.contains(each.toLowerCase(Locale.ROOT)));
    }

    /** The account as it is to be stored, perhaps one that no key takes; the caller closes it. */
    NewCredential apply(NewCredential draft) throws OathException {
        CredentialId id = name == null ? draft.id() : renamed(draft.id(), name);
        boolean withTouch = touch != null ? touch : MfaArns.of(id).isPresent();
        return draft.as(id).touch(withTouch).draft();
    }

    /** The period stays: it belongs to the secret. So does being a Steam account, which the issuer tells. */
    private static CredentialId renamed(CredentialId id, String name) throws OathException {
        CredentialId label = CredentialId.parse(name, OathType.HOTP);
        int period = id.type() == OathType.HOTP ? CredentialId.DEFAULT_PERIOD : id.period();
        CredentialId renamed = new CredentialId(label.issuer(), label.name(), id.type(), period);
        if (Steam.is(id) != Steam.is(renamed)) {
            throw OathException.of(
                    Kind.INVALID_NAME,
                    name,
                    "the issuer " + Steam.ISSUER + " makes Steam's codes of an account's codes: it can neither come nor"
                            + " go with a name");
        }
        return renamed;
    }
}
