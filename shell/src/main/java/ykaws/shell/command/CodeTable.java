package ykaws.shell.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import ykaws.oath.CalculatedCredential;
import ykaws.oath.Code;
import ykaws.oath.Credential;
import ykaws.oath.OathType;
import ykaws.shell.Invocation;
import ykaws.shell.Json;
import ykaws.shell.Table;

/** The codes of all accounts that give one without a touch, and what the others wait for. */
final class CodeTable {
    private final Invocation invocation;
    private final boolean hidden;

    CodeTable(Invocation invocation, boolean hidden) {
        this.invocation = invocation;
        this.hidden = hidden;
    }

    void print(List<CalculatedCredential> all, Instant instant) {
        List<CalculatedCredential> shown = CodeCommand.visible(all, hidden);
        if (invocation.options().json()) {
            printJson(shown);
            return;
        }
        Table table = new Table();
        for (CalculatedCredential each : shown) {
            table.row(each.credential().id().text(), code(each), validity(each, instant));
        }
        table.print(invocation.console());
    }

    private void printJson(List<CalculatedCredential> shown) {
        Json json = new Json().beginArray();
        for (CalculatedCredential each : shown) {
            fields(json.beginObject(), each);
            json.endObject();
        }
        invocation.console().data(json.endArray().toString());
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

    private static @org.jspecify.annotations.Nullable String time(@org.jspecify.annotations.Nullable Instant instant) {
        return instant == null || instant.equals(Instant.MAX) ? null : instant.toString();
    }

    private static String code(CalculatedCredential each) {
        if (each.code() != null) {
            return each.code().digits();
        }
        return each.credential().type() == OathType.HOTP ? "[HOTP]" : "[touch]";
    }

    private static String validity(CalculatedCredential each, Instant instant) {
        if (each.code() == null || each.code().validUntil().equals(Instant.MAX)) {
            return "";
        }
        return Duration.between(instant, each.code().validUntil()).toSeconds() + " s";
    }
}
