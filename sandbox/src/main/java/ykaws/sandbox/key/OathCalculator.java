package ykaws.sandbox.key;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** CALCULATE and CALCULATE ALL. */
final class OathCalculator {
    private final KeyMemory memory;
    private final OathAccounts accounts;
    private final Touch touch;

    OathCalculator(KeyMemory memory, OathAccounts accounts, Touch touch) {
        this.memory = memory;
        this.accounts = accounts;
        this.touch = touch;
    }

    byte[] calculate(CommandApdu command) throws StatusException, IOException, InterruptedException {
        boolean truncated = truncated(command);
        TlvReader tlvs = new TlvReader(command.data());
        Bytes name = tlvs.value(OathTag.NAME);
        Bytes challenge = tlvs.value(OathTag.CHALLENGE);
        tlvs.end();
        int index = accounts.find(name);
        OathAccount account = memory.oath().accounts().get(index);
        requireReadable(account);
        requireChallenge(account, challenge);
        KeyState next = memory.state();
        if (account.needsTouch()) {
            // Nothing is held or changed while the finger is awaited; an HOTP counter stays if it never comes.
            if (!touch.touched()) {
                throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
            }
            next = next.touched();
        }
        if (account.movesWithUse()) {
            List<OathAccount> all = new ArrayList<>(next.oath().accounts());
            all.set(index, account.used(challenge, memory.firmware().neo()));
            next = next.with(next.oath().with(all));
        }
        if (account.needsTouch() || account.movesWithUse()) {
            memory.commit(next);
        }
        TlvWriter answer = new TlvWriter();
        addCode(answer, account, challenge, truncated);
        return answer.toBytes();
    }

    /** Answers for all accounts at once, and never waits: HOTP and touch accounts give their digits only. */
    byte[] calculateAll(CommandApdu command) throws StatusException, IOException {
        boolean truncated = truncated(command);
        TlvReader tlvs = new TlvReader(command.data());
        Bytes challenge = tlvs.value(OathTag.CHALLENGE);
        tlvs.end();
        if (challenge.length() == 0 || challenge.length() > OathAccount.LONGEST_CHALLENGE) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        List<OathAccount> after = new ArrayList<>();
        boolean moved = false;
        TlvWriter answer = new TlvWriter();
        for (OathAccount account : memory.oath().accounts()) {
            requireReadable(account);
            answer.add(OathTag.NAME, account.name().toArray());
            if (account.hotp()) {
                answer.add(OathTag.NO_RESPONSE, account.digits());
                after.add(account);
            } else if (account.needsTouch()) {
                answer.add(OathTag.TOUCH, account.digits());
                after.add(account);
            } else {
                requireChallenge(account, challenge);
                addCode(answer, account, challenge, truncated);
                after.add(account.used(challenge, memory.firmware().neo()));
                moved |= account.movesWithUse();
            }
        }
        if (moved) {
            memory.commit(memory.oath().with(after));
        }
        return answer.toBytes();
    }

    /** One record that cannot be read spoils CALCULATE ALL; LIST and DELETE need the names only. */
    private static void requireReadable(OathAccount account) throws StatusException {
        if (account.damaged()) {
            throw new StatusException(Sw.MEMORY_FAILURE);
        }
    }

    private static boolean truncated(CommandApdu command) throws StatusException {
        if (command.p1p2() > 1) {
            throw new StatusException(Sw.WRONG_P1P2);
        }
        return command.p2() == 1;
    }

    /** HOTP takes any challenge, none included, since it has its counter. */
    private static void requireChallenge(OathAccount account, Bytes challenge) throws StatusException {
        if (account.hotp()) {
            return;
        }
        if (challenge.length() == 0 || challenge.length() > OathAccount.LONGEST_CHALLENGE) {
            throw new StatusException(Sw.WRONG_DATA);
        }
        if (account.onlyIncreasing() && challenge.compareAsNumber(account.last()) < 0) {
            throw new StatusException(Sw.SECURITY_STATUS_NOT_SATISFIED);
        }
    }

    private static void addCode(TlvWriter answer, OathAccount account, Bytes challenge, boolean truncated)
            throws StatusException {
        byte[] digits = {(byte) account.digits()};
        byte[] hmac = account.hmac(challenge);
        if (truncated) {
            answer.add(OathTag.TRUNCATED, digits, HmacAlgorithm.truncate(hmac));
        } else {
            answer.add(OathTag.RESPONSE, digits, hmac);
        }
    }
}
