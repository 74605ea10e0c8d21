package ykaws.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.oath.Credential;
import ykaws.oath.MfaArn;
import ykaws.oath.OathType;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** {@code oath list}. */
@Command(name = "list", description = "List the accounts on the key.")
final class OathList implements Callable<Integer> {
    private final Invocation invocation;

    @Option(
            names = {"-H", "--hidden"},
            description = "Show hidden accounts too.")
    boolean hidden;

    @Option(names = "--type", paramLabel = "TOTP|HOTP", description = "Only accounts of this type.")
    @Nullable
    OathType type;

    @Option(
            names = {"-P", "--period"},
            paramLabel = "SECONDS",
            description = "Only accounts with time steps of this length.")
    @Nullable
    Integer period;

    OathList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenOath oath = OpenOath.open(invocation)) {
            AccountReading reading = new AccountReading(invocation, oath);
            List<Credential> accounts = new java.util.ArrayList<>();
            for (Credential each : AccountOrder.sorted(reading.accounts())) {
                if (shown(each)) {
                    accounts.add(each);
                }
            }
            print(accounts);
            reading.settle();
        }
        return 0;
    }

    private void print(List<Credential> accounts) {
        if (invocation.options().json()) {
            invocation.console().data(json(accounts));
        } else {
            Table table = new Table();
            for (Credential each : accounts) {
                table.row(each.id().text(), kind(each), touch(each));
            }
            table.print(invocation.console());
        }
    }

    private boolean shown(Credential account) {
        return (hidden || !account.hidden())
                && (type == null || account.type() == type)
                && (period == null || account.id().period() == period);
    }

    private static String kind(Credential account) {
        String kind = account.type() + (account.algorithm() == null ? "" : " " + account.algorithm());
        return account.type() == OathType.TOTP && account.id().period() != 30
                ? kind + " " + account.id().period() + " s"
                : kind;
    }

    private static String touch(Credential account) {
        if (account.touch() == null) {
            return "touch unknown";
        }
        return account.touch() ? "touch" : "";
    }

    private static String json(List<Credential> accounts) {
        Json json = new Json().beginArray();
        for (Credential each : accounts) {
            json.beginObject()
                    .field("id", each.id().text())
                    .field("issuer", each.id().issuer())
                    .field("name", each.id().name())
                    .field("type", each.type().name().toLowerCase(Locale.ROOT))
                    .field(
                            "algorithm",
                            each.algorithm() == null ? null : each.algorithm().name());
            json.name("period");
            if (each.type() == OathType.TOTP) {
                json.value(each.id().period());
            } else {
                json.value((String) null);
            }
            json.field("touch", each.touch())
                    .field("mfa_serial", mfaSerial(each))
                    .endObject();
        }
        return json.endArray().toString();
    }

    /** The ARN that an account's name spells, if it does. */
    private static @Nullable String mfaSerial(Credential account) {
        return MfaArns.of(account.id()).map(MfaArn::text).orElse(null);
    }
}
