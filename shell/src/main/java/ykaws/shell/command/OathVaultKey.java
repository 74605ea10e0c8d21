package ykaws.shell.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import ykaws.aws.vault.VaultAccount;
import ykaws.aws.vault.VaultException;
import ykaws.aws.vault.VaultKey;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.NewCredential;
import ykaws.oath.OathException;
import ykaws.oath.Secret;
import ykaws.pcsc.KeySelector;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** The plugged-in key as the vault uses it: an account of its OATH application. */
final class OathVaultKey implements VaultKey, Closeable {
    private final Invocation invocation;
    private final OpenOath oath;
    private final Path vault;
    private final TouchPrompt prompt;

    private OathVaultKey(Invocation invocation, OpenOath oath, Path vault, String purpose) {
        this.invocation = invocation;
        this.oath = oath;
        this.vault = vault;
        this.prompt = new TouchPrompt(invocation, purpose);
    }

    /** The key that the options name. {@code purpose}: as {@link TouchPrompt}. */
    static OathVaultKey open(Invocation invocation, Path vault, String purpose) throws IOException {
        return new OathVaultKey(invocation, OpenOath.openWithSerial(invocation), vault, purpose);
    }

    /** A key that is there; it is not waited for. */
    static OathVaultKey open(Invocation invocation, KeySelector present, Path vault) throws IOException {
        return new OathVaultKey(invocation, OpenOath.openIfPresent(invocation, present), vault, "the vault");
    }

    @Override
    public int serial() throws IOException {
        return oath.key()
                .info()
                .serial()
                .orElseThrow(() -> Problem.usage("a key that hides its serial number cannot unlock a vault")
                        .failure());
    }

    @Override
    public void store(VaultAccount account, Secret key) throws IOException {
        try (NewCredential credential = NewCredential.builder(CredentialId.of(account.id()), key.copy())
                .algorithm(HashAlgorithm.SHA256)
                .touch(true)
                .build()) {
            oath.session().replace(credential);
        }
    }

    @Override
    public Secret hmac(VaultAccount account, byte[] challenge) throws IOException {
        // It always asks for a touch, so nobody needs to wait for the key's silence to be told.
        prompt.tell();
        try {
            return oath.session().calculateFull(CredentialId.of(account.id()), challenge);
        } catch (OathException e) {
            if (e.kind() != OathException.Kind.NO_SUCH_ACCOUNT) {
                throw e;
            }
            throw new VaultException(
                    VaultException.Kind.LOCKED,
                    vault,
                    "key " + Integer.toUnsignedString(account.serial()) + " no longer holds the account that unlocks "
                            + vault,
                    e);
        } finally {
            prompt.touched();
        }
    }

    @Override
    public void delete(VaultAccount account) throws IOException {
        for (String id : account.ids()) {
            try {
                oath.session().delete(CredentialId.of(id));
            } catch (OathException e) {
                if (e.kind() != OathException.Kind.NO_SUCH_ACCOUNT) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void notRenewed(IOException why) {
        invocation
                .console()
                .say("ykaws: note: the vault is open, but its account on the key could not be renewed: "
                        + invocation.problem(why).message());
    }

    @Override
    public void close() throws IOException {
        oath.close();
    }
}
