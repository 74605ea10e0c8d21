package ykaws.oath.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import ykaws.oath.CredentialId;

/** The services of a 2FAS backup: {@code name}, {@code secret}, and the rest in {@code otp}. Source: 2FAS's apps. */
final class TwoFasServices {
    private final AccountFields account;
    private String service = "";
    private String label = "";

    private TwoFasServices(AccountFields account) {
        this.account = account;
    }

    /** Reads the array that the parser has just entered. */
    static void read(JsonParser parser, List<ImportedAccount> accounts) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                try (AccountFields account = new AccountFields()) {
                    TwoFasServices one = new TwoFasServices(account);
                    one.service(parser);
                    one.nameIt();
                    accounts.add(account.finish());
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void service(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "name" -> service = JsonExport.text(parser);
                case "secret" -> JsonExport.secret(parser, account);
                case "otp" -> otp(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void otp(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "account" -> account.name(JsonExport.text(parser));
                case "label" -> label = JsonExport.text(parser);
                case "issuer" -> account.issuer(JsonExport.text(parser));
                case "tokenType" -> account.type(JsonExport.text(parser));
                case "algorithm" -> account.algorithm(JsonExport.text(parser));
                case "digits" -> account.digits(JsonExport.number(parser, 6));
                case "period" -> account.period(JsonExport.number(parser, CredentialId.DEFAULT_PERIOD));
                case "counter" -> account.counter(JsonExport.number(parser, 0));
                default -> parser.skipChildren();
            }
        }
    }

    /** Accounts that were typed in by hand often have the service's name alone. */
    private void nameIt() {
        if (!account.hasIssuer() && (account.hasName() || !label.isBlank())) {
            account.issuer(service);
        }
        if (!account.hasName()) {
            account.name(label.isBlank() ? service : label);
        }
    }
}
