package ykaws.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ykaws.aws.AwsException;
import ykaws.aws.Denial;
import ykaws.aws.ShellQuote;

/** Advice for what a policy does not allow: what is missing, and the statement that gives it. */
final class DenialHints {
    private DenialHints() {}

    static String[] of(AwsException e) {
        List<String> hints = new ArrayList<>();
        Optional<Denial> denial = Denial.of(e);
        if (denial.isPresent()) {
            add(denial.get(), hints);
        }
        return hints.toArray(new String[0]);
    }

    private static void add(Denial denial, List<String> hints) {
        switch (denial.reason()) {
            case DENIED_EXPLICITLY ->
                hints.add("a policy denies it explicitly; most that do let it through with MFA: ykaws exec PROFILE"
                        + " -- aws …");
            case NOT_TRUSTED ->
                hints.add("the role may ask for MFA: name the device as mfa_serial in the profile (ykaws enroll does)");
            case NOT_ALLOWED -> {
                String user = denial.deviceOfUser();
                if (user != null) {
                    hints.add("older policies allow only a device called like its user: ykaws enroll "
                            + ShellQuote.word(user));
                }
                hints.add("this statement in the user's policy allows it: " + denial.statement());
            }
            case UNKNOWN -> hints.add("this action is missing in the user's policy: " + denial.action());
        }
    }
}
