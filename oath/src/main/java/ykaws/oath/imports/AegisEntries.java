package ykaws.oath.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import ykaws.oath.CredentialId;

/** The entries of an Aegis vault. Source: docs/vault.md in the Aegis repository. */
final class AegisEntries {
    private AegisEntries() {}

    /** Reads the array that the parser has just entered. */
    static void read(JsonParser parser, List<ImportedAccount> accounts) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                try (AccountFields account = new AccountFields()) {
                    entry(parser, account);
                    accounts.add(account.finish());
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void entry(JsonParser parser, AccountFields account) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> account.type(JsonExport.text(parser));
                case "name" -> account.name(JsonExport.text(parser));
                case "issuer" -> account.issuer(JsonExport.text(parser));
                case "info" -> info(parser, account);
                default -> parser.skipChildren();
            }
        }
    }

    private static void info(JsonParser parser, AccountFields account) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "secret" -> JsonExport.secret(parser, account);
                case "algo" -> account.algorithm(JsonExport.text(parser));
                case "digits" -> account.digits(JsonExport.number(parser, 6));
                case "period" -> account.period(JsonExport.number(parser, CredentialId.DEFAULT_PERIOD));
                case "counter" -> account.counter(JsonExport.number(parser, 0));
                default -> parser.skipChildren();
            }
        }
    }
}
