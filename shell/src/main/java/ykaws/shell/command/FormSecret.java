package ykaws.shell.command;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.aws.enroll.FormLabel;
import ykaws.oath.Base32;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathType;
import ykaws.oath.OtpauthUri;
import ykaws.oath.Secret;
import ykaws.oath.imports.ImportReader;
import ykaws.oath.imports.ImportedAccount;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/**
 * The secret that AWS's form shows, as text, as the URI of its QR code or as a picture of it. The code also says which
 * device it is of.
 */
final class FormSecret implements AutoCloseable {
    private static final int DIGITS = 6;

    private final Invocation invocation;
    private @Nullable Secret seed;
    private Optional<FormLabel> label = Optional.empty();

    private FormSecret(Invocation invocation) {
        this.invocation = invocation;
    }

    /** As far as it is there without asking: from a picture, the line, or what is piped. */
    static FormSecret given(Invocation invocation, ManualOptions options) throws IOException {
        FormSecret secret = new FormSecret(invocation);
        try {
            if (options.qr != null) {
                secret.picture(options.qr);
            } else if (options.secret != null) {
                invocation
                        .console()
                        .say("ykaws: note: other programs can read the arguments of a command; leave --secret out to be"
                                + " asked for it");
                secret.text(options.secret);
            } else {
                Optional<Secret> piped = Passwords.piped(invocation);
                if (piped.isPresent()) {
                    secret.text(piped.get());
                }
            }
            return secret;
        } catch (IOException | RuntimeException e) {
            secret.close();
            throw e;
        }
    }

    /** Nothing: for a run that stores nothing. */
    static FormSecret none(Invocation invocation) {
        return new FormSecret(invocation);
    }

    /** What the QR code said, if there was one. */
    Optional<FormLabel> label() {
        return label;
    }

    /** The secret itself, which a person is asked for if need be; this object closes it. */
    Secret seed() throws IOException {
        if (seed == null) {
            if (!invocation.canAsk()) {
                throw Problem.usage(
                                "the secret is missing",
                                "give it as a line on standard input, or a screenshot of the QR code with --qr FILE")
                        .failure();
            }
            text(invocation.console().askSecret("Secret key of the form (not shown): "));
        }
        Secret known = seed;
        if (known == null) {
            throw new IllegalStateException("a secret without a text");
        }
        return known;
    }

    private void text(Secret typed) throws IOException {
        try (typed) {
            char[] characters = Passwords.characters(typed);
            try {
                text(CharBuffer.wrap(characters));
            } finally {
                Arrays.fill(characters, '\0');
            }
        }
    }

    private void text(CharSequence text) throws IOException {
        if (OtpauthUri.looksLike(text)) {
            try (NewCredential account = OtpauthUri.parse(text)) {
                take(account);
            }
        } else {
            seed = Secret.takeOver(Base32.decode(text));
        }
    }

    private void picture(String file) throws IOException {
        try (ImportReader reader = new ImportSources(invocation, List.of(file)).read()) {
            List<ImportedAccount> accounts = reader.accounts();
            NewCredential account = accounts.get(0).account();
            if (accounts.size() > 1) {
                throw Problem.usage(file + " holds " + accounts.size() + " accounts: show the form's QR code only")
                        .failure();
            }
            if (account == null) {
                throw Problem.usage(file + ": " + accounts.get(0).refusal()).failure();
            }
            take(account);
        }
    }

    /** AWS's devices have codes of one kind; another account would be refused only after it was stored. */
    private void take(NewCredential account) {
        boolean fits = account.type() == OathType.TOTP
                && account.algorithm() == HashAlgorithm.SHA1
                && account.digits() == DIGITS
                && account.id().period() == CredentialId.DEFAULT_PERIOD;
        if (!fits) {
            throw Problem.usage("'" + account.id().text()
                            + "' is no account of an AWS MFA device: those are TOTP, SHA-1," + " 6 digits, 30 s")
                    .failure();
        }
        label = FormLabel.of(account.id());
        seed = account.key().copy();
    }

    @Override
    public void close() {
        if (seed != null) {
            seed.close();
        }
    }
}
