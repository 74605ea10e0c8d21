package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** GetFederationToken and the console's sign-in service. */
class SignInTest extends AwsTest {
    private static final String PAGE = "https://console.aws.amazon.com/s3?region=us-east-1";

    private String send(String method, String form) throws IOException {
        boolean post = method.equals("POST");
        URI uri = URI.create(aws.endpoint() + "/federation" + (post ? "" : "?" + form));
        HttpURLConnection http = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (post) {
            http.setDoOutput(true);
            http.getOutputStream().write(form.getBytes(UTF_8));
        }
        int status = http.getResponseCode();
        try (var in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
            return status + " " + new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private String token(Requests.Keys session, String more) throws IOException {
        String json = "{\"sessionId\":\"" + session.id() + "\",\"sessionKey\":\"" + session.secret()
                + "\",\"sessionToken\":\"" + session.token() + "\"}";
        return send("POST", "Action=getSigninToken&Session=" + encoded(json) + more);
    }

    private String login(String answer) throws IOException {
        Matcher token = Pattern.compile("200 \\{\"SigninToken\":\"([^\"]+)\"}").matcher(answer);
        assertThat(token.matches()).as(answer).isTrue();
        return send("GET", "Action=login&Destination=" + encoded(PAGE) + "&SigninToken=" + encoded(token.group(1)));
    }

    private Requests.Keys role() throws IOException {
        String code = enrolled().at(now.get(), 0);
        return assumeRole(dev(), "SerialNumber", DEVICE, "TokenCode", code).session();
    }

    @Test
    void aRoleOfLongTermKeysMaySayHowLong() throws IOException {
        Requests.Keys role = role();
        assertThat(login(token(role, "")))
                .startsWith("200 ")
                .contains("Signed in as arn:aws:sts::123456789012:assumed-role/DevRole/work as long as the credentials")
                .contains(PAGE);
        assertThat(login(token(role, "&SessionDuration=43200"))).contains(" for 43200 s,");
        assertThat(token(role, "&SessionDuration=43201")).startsWith("400 ");
        assertThat(token(role, "&SessionDuration=899")).startsWith("400 ");
    }

    @Test
    void aChainedRoleMayNot() throws IOException {
        Requests.Keys session = sessionToken(enrolled().at(now.get(), 0)).session();
        Requests.Keys role = assumeRole(with(session)).session();
        assertThat(token(role, "&SessionDuration=3600")).startsWith("400 ").contains("SessionDuration");
        assertThat(login(token(role, ""))).startsWith("200 ");
        assertThat(token(session, "")).startsWith("400 ").contains("GetSessionToken");
    }

    @Test
    void aFederatedUserSignsInAndCallsNothing() throws IOException {
        Requests.Reply made = admin().sts("GetFederationToken", "Name", "admin", "DurationSeconds", "900");
        assertThat(made.value("Arn")).isEqualTo("arn:aws:sts::123456789012:federated-user/admin");
        Requests.Keys federated = made.session();
        assertThat(login(token(federated, ""))).contains("federated-user/admin");
        assertThat(token(federated, "&SessionDuration=900")).startsWith("400 ");
        assertThat(with(federated).sts("GetCallerIdentity").value("Arn")).endsWith("federated-user/admin");
        assertThat(with(federated).iam("ListMFADevices", "UserName", "admin").code())
                .isEqualTo("InvalidClientTokenId");
        assertThat(with(federated).sts("GetSessionToken").code()).isEqualTo("AccessDenied");
        assertThat(with(federated).sts("GetFederationToken", "Name", "x2").code())
                .isEqualTo("AccessDenied");
        assertThat(assumeRole(with(federated)).code()).isEqualTo("AccessDenied");
        pass(Duration.ofSeconds(900));
        assertThat(with(federated).sts("GetCallerIdentity").code()).isEqualTo("ExpiredToken");
        assertThat(token(federated, "")).startsWith("400 ");
    }

    @Test
    void getFederationTokenHasLimits() throws IOException {
        assertThat(dev().sts("GetFederationToken", "Name", "dev").message())
                .contains("is not authorized to perform: sts:GetFederationToken on resource:"
                        + " arn:aws:sts::123456789012:federated-user/dev");
        assertThat(admin().sts("GetFederationToken", "Name", "x").code()).isEqualTo("ValidationError");
        assertThat(admin().sts("GetFederationToken", "Name", "x".repeat(33)).code())
                .isEqualTo("ValidationError");
        assertThat(admin().sts("GetFederationToken", "Name", "a b").code()).isEqualTo("ValidationError");
        assertThat(admin().sts("GetFederationToken").code()).isEqualTo("ValidationError");
        for (String seconds : new String[] {"899", "129601"}) {
            assertThat(admin().sts("GetFederationToken", "Name", "ad", "DurationSeconds", seconds)
                            .code())
                    .isEqualTo("ValidationError");
        }
        assertThat(admin().sts("GetFederationToken", "Name", "ad", "Policy", "{")
                        .code())
                .isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void whatIsNotRightOpensNothing() throws IOException {
        Requests.Keys role = role();
        String answer = token(role, "");
        assertThat(token(new Requests.Keys(role.id(), role.secret() + "x", role.token()), ""))
                .startsWith("400 ");
        assertThat(token(new Requests.Keys(role.id(), role.secret(), "x"), "")).startsWith("400 ");
        assertThat(token(new Requests.Keys("ASIANOBODY", role.secret(), role.token()), ""))
                .startsWith("400 ");
        assertThat(send("POST", "Action=getSigninToken&Session=x")).startsWith("400 ");
        assertThat(send("POST", "Action=getSigninToken")).startsWith("400 ");
        assertThat(send("GET", "Action=logout")).startsWith("400 ");
        assertThat(send("GET", "Action=login&Destination=" + encoded(PAGE) + "&SigninToken=x"))
                .startsWith("400 ");
        String token = answer.replaceAll(".*:\"|\"}", "");
        assertThat(send("GET", "Action=login&Destination=https%3A%2F%2Fevil.example%2F&SigninToken=" + encoded(token)))
                .startsWith("400 ");
        pass(Duration.ofMinutes(15));
        assertThat(login(answer)).startsWith("400 ");
        assertThat(CallLog.read(folder))
                .filteredOn(call -> call.is("signin:login"))
                .hasSize(3);
    }
}
