package ykaws.aws.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ykaws.oath.Secret;

/** A browser that follows the sign-in page to where it sends it, and tells the code that it was given there. */
final class ScriptedBrowser implements IdentityCenterSignIn.Return {
    boolean opens = true;
    boolean returns = true;
    /** Instead of the code that the page gave, or null. */
    @Nullable
    String swapped;

    private String state = "";
    private String location = "";

    ScriptedBrowser beginning(String begun) {
        state = begun;
        return this;
    }

    @Override
    public String address() {
        return "http://127.0.0.1:9/oauth/callback";
    }

    @Override
    public boolean show(String page) {
        if (opens) {
            try {
                HttpURLConnection visit =
                        (HttpURLConnection) URI.create(page).toURL().openConnection();
                visit.setInstanceFollowRedirects(false);
                assertThat(visit.getResponseCode()).isEqualTo(302);
                location = visit.getHeaderField("Location");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return opens;
    }

    @Override
    public Optional<Secret> code(Duration time) {
        if (!returns) {
            return Optional.empty();
        }
        assertThat(location).startsWith(address() + "?code=").endsWith("&state=" + state);
        String code = location.replaceFirst(".*[?]code=([^&]*)&.*", "$1");
        return Optional.of(Secret.takeOver((swapped == null ? code : swapped).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
