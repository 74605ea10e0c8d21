package ykaws.aws.enroll;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import ykaws.oath.Code;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.HashAlgorithm;
import ykaws.oath.OathType;
import ykaws.oath.Secret;
import ykaws.oath.Totp;

/** The codes of a device's time steps: from its seed, or from a key that holds it. */
interface StepCodes {
    /** What IAM's virtual devices use, whatever their seed's length (IAM User Guide, "virtual MFA"). */
    int DIGITS = 6;

    String code(long step) throws IOException;

    /** From the seed, which the caller closes after the last code. */
    static StepCodes of(Secret seed) {
        return step -> Totp.code(seed, HashAlgorithm.SHA1, DIGITS, step);
    }

    /** From a key. A code that was calculated is kept, since each may cost a touch. */
    final class OfKey implements StepCodes {
        private final EnrollKey key;
        private final CredentialId account;
        private final boolean touch;
        private final Map<Long, String> calculated = new HashMap<>();

        /** @param touch whether the account is known to ask for one */
        OfKey(EnrollKey key, CredentialId account, boolean touch) {
            this.key = key;
            this.account = account;
            this.touch = touch;
        }

        /** How many codes the key had to calculate. */
        int count() {
            return calculated.size();
        }

        @Override
        public String code(long step) throws IOException {
            String known = calculated.get(step);
            if (known != null) {
                return known;
            }
            String fresh = calculate(Instant.ofEpochSecond(step * CredentialId.DEFAULT_PERIOD))
                    .digits();
            calculated.put(step, fresh);
            return fresh;
        }

        private Code calculate(Instant at) throws IOException {
            if (!touch) {
                return key.session().calculate(account, at);
            }
            key.notice().touchNeeded(new Credential(account, OathType.TOTP, HashAlgorithm.SHA1, true));
            try {
                return key.session().calculate(account, at);
            } finally {
                key.notice().touched();
            }
        }
    }
}
