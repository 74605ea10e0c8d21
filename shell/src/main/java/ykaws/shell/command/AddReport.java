package ykaws.shell.command;

import java.util.List;
import ykaws.oath.Base32;
import ykaws.oath.NewCredential;
import ykaws.oath.OtpauthUri;
import ykaws.oath.Secret;
import ykaws.oath.qr.QrDrawing;
import ykaws.shell.Console;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** What is shown of an account that was just stored. */
record AddReport(Invocation invocation, NewCredential account) {

    /** @param codes for AWS's form; empty if it is no MFA device */
    void stored(List<String> codes) {
        if (invocation.options().json()) {
            invocation.console().data(json(codes).endObject().toString());
            return;
        }
        say();
        if (!codes.isEmpty()) {
            invocation.console().say("ykaws: the two codes for the AWS form (MFA code 1 and 2):");
            codes.forEach(invocation.console()::data);
        }
    }

    /**
     * With the secret, which nobody will ever get out of the key again: a line of Base32 and the URI on standard output,
     * since that is what was asked for, and the URI as a QR code on the terminal, if there is one.
     */
    void generated() {
        Console console = invocation.console();
        String secret = account.key().expose(Base32::encode);
        try (Secret uri = OtpauthUri.format(account)) {
            String uriText = new String(Passwords.characters(uri));
            if (invocation.options().json()) {
                console.data(json(List.of())
                        .field("secret", secret)
                        .field("uri", uriText)
                        .endObject()
                        .toString());
                return;
            }
            say();
            console.say("ykaws: its secret is shown this once; keep it where nobody finds it, or nowhere:");
            console.data(secret);
            console.data(uriText);
            console.draw(QrDrawing.rows(uri));
        }
    }

    private void say() {
        invocation.console().say("ykaws: stored " + account.id().text() + (account.touch() ? ", touch required" : ""));
    }

    private Json json(List<String> codes) {
        Json json = new Json()
                .beginObject()
                .field("account", account.id().text())
                .field("touch", (Boolean) account.touch());
        json.name("codes").beginArray();
        codes.forEach(json::value);
        return json.endArray();
    }
}
