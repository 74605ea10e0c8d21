package ykaws.shell.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Code;
import ykaws.oath.Credential;
import ykaws.oath.CredentialId;
import ykaws.oath.OathType;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** The codes of all accounts that give one without a touch, and what the others wait for. */
final class CodeTable {
    private final List<CalculatedCredential> shown = new ArrayList<>();

    /** @param hidden whether hidden accounts are among them */
    CodeTable(List<CalculatedCredential> all, boolean hidden) {
        for (CalculatedCredential each : AccountOrder.sortedCodes(all)) {
            if (hidden || !each.credential().hidden()) {
                shown.add(each);
            }
        }
    }

    /**
     * A line for each account.
     *
     * @param now for the time that is left; null where that says nothing, since the codes are of another time
     */
    List<String> lines(@Nullable Instant now) {
        Table table = new Table();
        for (CalculatedCredential each : shown) {
            Code code = each.code();
            String left = code == null || now == null ? "" : ValidityBar.of(code, now);
            table.row(each.credential().id().text(), code(each), type(each.credential()), left);
        }
        return table.lines();
    }

    /** When the first of the codes expires. */
    Instant firstExpiry() {
        Instant first = Instant.MAX;
        for (CalculatedCredential each : shown) {
            if (each.code() != null && each.code().validUntil().isBefore(first)) {
                first = each.code().validUntil();
            }
        }
        return first;
    }

    String json() {
        Json json = new Json().beginArray();
        for (CalculatedCredential each : shown) {
            fields(json.beginObject(), each);
            json.endObject();
        }
        return json.endArray().toString();
    }

    /** The members of one account's code, with their stable names; without a code where it takes a touch to get one. */
    static void fields(Json json, CalculatedCredential each) {
        Credential credential = each.credential();
        Code code = each.code();
        json.field("account", credential.id().text());
        json.field("issuer", credential.id().issuer());
        json.field("name", credential.id().name());
        json.field("code", code == null ? null : code.digits());
        if (code == null) {
            json.name("digits").value((String) null);
        } else {
            json.field("digits", code.digits().length());
        }
        json.field("valid_from", time(code == null ? null : code.validFrom()));
        json.field("valid_until", time(code == null ? null : code.validUntil()));
        json.field("touch", credential.touch());
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null || instant.equals(Instant.MAX)
                ? null
                : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String code(CalculatedCredential each) {
        if (each.code() != null) {
            return each.code().digits();
        }
        if (each.credential().type() == OathType.HOTP) {
            return "[HOTP]";
        }
        // Whether it takes a touch is unknown only where a damaged record was in the way.
        return each.credential().touch() == null ? "[not read]" : "[touch needed]";
    }

    static String type(Credential account) {
        boolean usual = account.type() == OathType.HOTP || account.id().period() == CredentialId.DEFAULT_PERIOD;
        return usual
                ? account.type().name()
                : account.type().name() + " " + account.id().period() + " s";
    }
}
