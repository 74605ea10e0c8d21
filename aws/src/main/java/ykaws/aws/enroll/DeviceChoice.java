package ykaws.aws.enroll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ykaws.aws.MfaDevice;
import ykaws.oath.CredentialId;
import ykaws.oath.MfaArn;

/** Which of a user's devices a command is about: the one that is named, else the one that the key holds. */
public final class DeviceChoice {
    private final UserDevices devices;
    private final List<CredentialId> accounts;
    private final @Nullable String asked;

    /**
     * A question.
     *
     * @param accounts what the key holds
     * @param asked a name or an ARN, or null
     */
    public DeviceChoice(UserDevices devices, List<CredentialId> accounts, @Nullable String asked) {
        this.devices = devices;
        this.accounts = List.copyOf(accounts);
        this.asked = asked;
    }

    /** The devices that come into question; the user's own before others. */
    public List<MfaDevice> known() {
        if (asked != null) {
            return devices.named(asked);
        }
        List<MfaDevice> own = held(devices.enabled());
        return own.isEmpty() ? held(devices.unassigned()) : own;
    }

    private List<MfaDevice> held(List<MfaDevice> some) {
        List<MfaDevice> held = new ArrayList<>();
        for (MfaDevice each : some) {
            Optional<MfaArn> arn = MfaArn.parse(each.serial());
            if (arn.isPresent() && accounts.stream().anyMatch(arn.get()::names)) {
                held.add(each);
            }
        }
        return held;
    }

    /**
     * A device that IAM does not know any more and that was not forgotten everywhere, since the run that took it away was
     * broken off: its account is on the key, or a profile names it.
     *
     * @param profiles the {@code mfa_serial} of all profiles
     * @return empty if there is none, or more than one
     */
    public Optional<MfaDevice> gone(Collection<String> profiles) {
        Set<MfaArn> remains = new LinkedHashSet<>();
        for (CredentialId each : accounts) {
            MfaArn.parse(each.text())
                    .or(() -> MfaArn.parse(each.name()))
                    .filter(this::isMeant)
                    .ifPresent(remains::add);
        }
        profiles.forEach(each -> MfaArn.parse(each).filter(this::isMeant).ifPresent(remains::add));
        return remains.size() == 1
                ? Optional.of(new MfaDevice(remains.iterator().next().text(), null, null))
                : Optional.empty();
    }

    private boolean isMeant(MfaArn arn) {
        boolean ofThisAccount = devices.caller().arn().startsWith("arn:" + arn.partition() + ":")
                && devices.caller().account().equals(arn.account());
        boolean named = asked == null
                ? arn.name().equals(devices.user()) || arn.name().startsWith(devices.user() + "-")
                : asked.equals(arn.text()) || asked.equals(arn.name());
        return ofThisAccount && named && devices.named(arn.text()).isEmpty();
    }
}
