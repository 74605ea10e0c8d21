package ykaws.pcsc.scp;

import com.yubico.yubikit.core.application.ApplicationNotAvailableException;
import com.yubico.yubikit.core.application.BadResponseException;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import com.yubico.yubikit.core.smartcard.scp.KeyRef;
import com.yubico.yubikit.core.smartcard.scp.Scp11KeyParams;
import com.yubico.yubikit.core.smartcard.scp.ScpKid;
import com.yubico.yubikit.core.smartcard.scp.SecurityDomainSession;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import ykaws.pcsc.PcscException;
import ykaws.pcsc.SecureMessaging;

/**
 * SCP11b: the key proves itself, and commands and answers go encrypted and with a MAC (GlobalPlatform Card Specification
 * 2.3, Amendment F). Whoever listens between the reader and the key, as near an NFC reader, learns nothing.
 *
 * <p>Which key it is, is taken from the key's own word: nobody vouches for its certificate here, so somebody who stands
 * between and speaks for both sides is not found out. (Yubico's tools do the same.)
 */
public final class Scp11b implements SecureMessaging {
    private static final String PROVIDER = "BC";

    private @Nullable Scp11KeyParams parameters;

    /**
     * Asks the card's security domain for its key. Afterwards that is selected, and nothing else.
     *
     * @throws PcscException UNSUPPORTED if the card has none; CARD_ERROR for answers that make no sense
     */
    @Override
    public void prepare(SmartCardConnection connection) throws IOException {
        try {
            // Not closed: that would close the connection.
            SecurityDomainSession domain = new SecurityDomainSession(connection);
            for (KeyRef key : domain.getKeyInformation().keySet()) {
                if (key.getKid() == ScpKid.SCP11b) {
                    parameters = new Scp11KeyParams(key, publicKey(domain.getCertificateBundle(key)));
                    return;
                }
            }
            throw unsupported("the key has no key of its own for SCP11b", null);
        } catch (ApplicationNotAvailableException e) {
            throw unsupported("the key has no security domain, which SCP11b needs", e);
        } catch (ApduException e) {
            throw failed("it refused with " + String.format("%04X", e.getSw()), e);
        } catch (BadResponseException | GeneralSecurityException e) {
            throw failed("its certificates make no sense", e);
        } catch (IOException e) {
            throw e.getCause() instanceof BadResponseException || e.getCause() instanceof ApduException
                    ? failed("its answers make no sense", e)
                    : e;
        } catch (RuntimeException e) {
            // The library trusts the card to send what it should.
            throw failed("its answers make no sense", e);
        }
    }

    private static PublicKey publicKey(List<X509Certificate> bundle) throws PcscException {
        // From the issuer to the key.
        PublicKey last = bundle.isEmpty() ? null : bundle.get(bundle.size() - 1).getPublicKey();
        if (!(last instanceof ECPublicKey)) {
            throw failed("it has no certificate of an elliptic curve", null);
        }
        return last;
    }

    /**
     * Opens the channel to the application that the protocol selected, and lasts as long as that is selected.
     *
     * @throws PcscException CARD_ERROR if the key cannot prove that it has the key that it told
     */
    @Override
    public void secure(SmartCardProtocol protocol) throws IOException {
        Scp11KeyParams known = parameters;
        if (known == null) {
            throw new IllegalStateException("the card's key was not asked for");
        }
        provideAesCmac();
        try {
            protocol.initScp(known);
        } catch (ApduException e) {
            throw failed("it refused with " + String.format("%04X", e.getSw()), e);
        } catch (BadResponseException e) {
            throw failed("it cannot prove its own key", e);
        } catch (IOException e) {
            throw e.getCause() instanceof BadResponseException ? failed("its answers make no sense", e) : e;
        } catch (RuntimeException e) {
            throw failed("its answers make no sense", e);
        }
    }

    /**
     * The library asks the JDK for "AESCMAC", which no JDK has. A provider of our own for this one algorithm would do on
     * OpenJDK; other JDKs take a Mac only from a signed provider, as Bouncy Castle's is. It goes last, so that whatever
     * else is asked for still comes from the JDK, and only when a channel is wanted.
     */
    private static void provideAesCmac() {
        if (Security.getProvider(PROVIDER) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
    }

    private static PcscException unsupported(String message, @Nullable Throwable cause) {
        return new PcscException(PcscException.Kind.UNSUPPORTED, null, message, cause);
    }

    private static PcscException failed(String why, @Nullable Throwable cause) {
        return new PcscException(PcscException.Kind.CARD_ERROR, null, "no encrypted channel to the key: " + why, cause);
    }
}
