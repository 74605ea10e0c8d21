package ykaws.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import ykaws.oath.Credential;
import ykaws.oath.MfaArn;

/** Which of a key's devices stands in for one that another key holds. */
final class Siblings {
    private Siblings() {}

    /**
     * The device of the same AWS account that is called like the asked one with the key's serial number behind it; else
     * the only one whose name begins with the asked one's, or the other way round; else the only one at all.
     */
    static Optional<MfaArn> of(MfaArn asked, OptionalInt key, List<Credential> accounts) {
        List<MfaArn> all = new ArrayList<>();
        List<MfaArn> alike = new ArrayList<>();
        for (Credential each : accounts) {
            Optional<MfaArn> arn = MfaArns.of(each.id());
            if (arn.isEmpty() || !isSameAccount(arn.get(), asked)) {
                continue;
            }
            String own = asked.name() + "-" + Integer.toUnsignedString(key.orElse(0));
            if (key.isPresent() && arn.get().name().equals(own)) {
                return arn;
            }
            all.add(arn.get());
            if (isFamily(arn.get().name(), asked.name())) {
                alike.add(arn.get());
            }
        }
        List<MfaArn> candidates = alike.isEmpty() ? all : alike;
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private static boolean isSameAccount(MfaArn one, MfaArn other) {
        return one.partition().equals(other.partition()) && one.account().equals(other.account());
    }

    private static boolean isFamily(String one, String other) {
        return one.startsWith(other + "-") || other.startsWith(one + "-");
    }
}
