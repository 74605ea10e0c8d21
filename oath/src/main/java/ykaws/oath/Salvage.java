package ykaws.oath;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.OathException.Kind;

/**
 * Reads what can be read when CALCULATE ALL fails because of one damaged record (SW 6581), and finds which it is.
 *
 * <p>LIST still names all accounts. Each TOTP account is then calculated by itself. A record counts as damaged if all
 * of five attempts at it fail with 6581, since worn memory may read well at the second.
 *
 * <p>HOTP accounts are left alone: a CALCULATE would move their counter. Which TOTP accounts wait for a touch cannot be
 * known before one is calculated, since only CALCULATE ALL tells. So each is announced to the observer first, and after
 * the first that nobody touched (the key waits about 15 s) no further one is tried: nobody is there. Those that are MFA
 * devices, which mostly ask for a touch, come last.
 */
public final class Salvage {
    private static final int ATTEMPTS = 5;

    private final OathSession session;
    private final Observer observer;

    /** Told which account is being read, so that it can say what a touch would be for if the key waits for one. */
    public interface Observer {
        /** Right before the CALCULATE of one account. */
        void reading(CredentialId account);
    }

    /** On a session that is open and unlocked. */
    public Salvage(OathSession session, Observer observer) {
        this.session = session;
        this.observer = observer;
    }

    /**
     * All accounts, in the key's order.
     *
     * @param accounts those of {@code unread} and {@code damaged} without a code
     * @param damaged ids of the accounts whose record cannot be read
     * @param unread ids of the accounts that were not tried, or not touched: one of them may be damaged too
     */
    public record Found(List<CalculatedCredential> accounts, List<String> damaged, List<String> unread) {}

    /**
     * LIST, then a CALCULATE for each TOTP account.
     *
     * @throws OathException CORRUPT_RECORD if LIST fails too
     */
    public Found read(Instant at) throws IOException {
        List<Credential> listed = session.list();
        @Nullable Code[] codes = new Code[listed.size()];
        List<String> damaged = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        boolean somebodyThere = true;
        for (int index : likelyWithoutTouchFirst(listed)) {
            Credential account = listed.get(index);
            String id = account.id().text();
            if (account.type() == OathType.HOTP || !somebodyThere) {
                unread.add(id);
                continue;
            }
            try {
                codes[index] = patiently(account.id(), at);
            } catch (OathException e) {
                switch (e.kind()) {
                    case CORRUPT_RECORD -> damaged.add(id);
                    case TOUCH_TIMEOUT -> {
                        somebodyThere = false;
                        unread.add(id);
                    }
                    default -> throw e;
                }
            }
        }
        List<CalculatedCredential> accounts = new ArrayList<>(listed.size());
        for (int i = 0; i < listed.size(); i++) {
            accounts.add(new CalculatedCredential(listed.get(i), codes[i]));
        }
        return new Found(accounts, damaged, unread);
    }

    private static List<Integer> likelyWithoutTouchFirst(List<Credential> listed) {
        List<Integer> order = new ArrayList<>(listed.size());
        List<Integer> devices = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            boolean device = MfaArn.parse(listed.get(i).id().text()).isPresent();
            (device ? devices : order).add(i);
        }
        order.addAll(devices);
        return order;
    }

    private Code patiently(CredentialId id, Instant at) throws IOException {
        observer.reading(id);
        for (int attempt = 1; ; attempt++) {
            try {
                return session.calculate(id, at);
            } catch (OathException e) {
                if (e.kind() != Kind.CORRUPT_RECORD || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
