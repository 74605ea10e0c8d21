package ykaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ykaws.harness.KeyInReader;
import ykaws.harness.Outcome;
import ykaws.harness.Place;
import ykaws.harness.Program;
import ykaws.harness.Requirement;

/**
 * Every kind of account that ykaws and ykman both know, stored by one and read by the other on one key: type × algorithm ×
 * digits × period × touch, with secrets from 10 to 140 bytes, and names as people have them and as nobody should.
 */
class InteropMatrixIT {
    private static final List<String> ALGORITHMS = List.of("SHA1", "SHA256", "SHA512");

    /** Below the 14 bytes that are sent at least, as usual, just over a block of SHA-1, and longer than any block. */
    private static final List<String> SECRETS = List.of(base32(10), base32(20), base32(65), base32(140));

    private static final List<String> ODD_NAMES = List.of(
            "arn:aws:iam::123456789012:mfa/dev",
            "arn:aws-us-gov:iam::123456789012:mfa/team/dev",
            "with/slash/es",
            "a:b:c",
            "Übung:日本語😀",
            "two  blanks and $(id) `x` 'y'",
            "a-name-of-sixty-four-bytes-which-is-all-that-fits-into-the-key-x",
            "_hidden:secret-one",
            "x:http://localhost:8080/?a=b&c=d%20");

    private static final Pattern ACCOUNT = Pattern.compile(
            "\\{\"account\":\"(.*?)\",\"issuer\".*?\"code\":(?:null|\"(\\d+)\").*?\"valid_from\":(?:null|\"(.*?)\")"
                    + ".*?\"touch\":(true|false|null)\\}");
    private static final Pattern LINE = Pattern.compile("(.*?)\\s+(\\d{6,8}|\\[.*\\])");

    private final Place place = Place.create();
    private KeyInReader key;

    /** Who stores the accounts. */
    enum Writer {
        YKAWS,
        YKMAN
    }

    @BeforeEach
    void plugIn() {
        Requirement.ykman();
        Requirement.oathtool();
        key = KeyInReader.plugIn(place, "auto");
        // A card of somebody else's in this slot would be found instead of ours.
        assertThat(key.ykaws("oath", "list").expect(0).out()).isEmpty();
    }

    @AfterEach
    void pullOut() {
        if (key != null) {
            key.close();
        }
        place.close();
    }

    @ParameterizedTest
    @EnumSource
    void timeBasedAccounts(Writer writer) {
        List<InteropAccount> accounts = new ArrayList<>();
        for (String algorithm : ALGORITHMS) {
            for (int digits = 6; digits <= 8; digits++) {
                for (int period : new int[] {30, 60, 15}) {
                    accounts.add(totp(accounts.size(), algorithm, digits, period, false));
                    accounts.add(totp(accounts.size(), algorithm, digits, period, true));
                }
            }
        }
        for (String name : ODD_NAMES) {
            accounts.add(new InteropAccount(name, false, "SHA1", 6, 30, false, SECRETS.get(1)));
        }

        store(writer, accounts);

        assertThat(accounts).hasSize(54 + ODD_NAMES.size());
        bothListTheSame(accounts);
        bothTellTheSameCodes(accounts);
        for (InteropAccount touched : accounts.subList(0, 4)) {
            oneCode(touched);
        }
    }

    private static InteropAccount totp(int number, String algorithm, int digits, int period, boolean touch) {
        String name = "Issuer:totp-" + algorithm + "-" + digits + "-" + period + (touch ? "-touch" : "");
        return new InteropAccount(
                period == 30 ? name : period + "/" + name,
                false,
                algorithm,
                digits,
                period,
                touch,
                SECRETS.get(number % SECRETS.size()));
    }

    @ParameterizedTest
    @EnumSource
    void counterBasedAccounts(Writer writer) {
        List<InteropAccount> accounts = new ArrayList<>();
        for (String algorithm : ALGORITHMS) {
            for (int digits = 6; digits <= 8; digits++) {
                for (boolean touch : new boolean[] {false, true}) {
                    String name = "Issuer:hotp-" + algorithm + "-" + digits + (touch ? "-touch" : "");
                    String secret = SECRETS.get(accounts.size() % SECRETS.size());
                    accounts.add(new InteropAccount(name, true, algorithm, digits, 0, touch, secret));
                }
            }
        }
        // A digit and a slash are no period where there is none.
        accounts.add(new InteropAccount("60/Issuer:hotp", true, "SHA1", 6, 0, false, SECRETS.get(1)));

        store(writer, accounts);

        bothListTheSame(accounts);
        for (int i = 0; i < accounts.size(); i += 3) {
            InteropAccount account = accounts.get(i);
            // The first counter was 5; each code moves it.
            assertThat(key.ykaws("code", account.id()).expect(0).out().strip()).isEqualTo(hotp(account, 5));
            assertThat(key.ykman("accounts", "code", "-s", account.id())
                            .expect(0)
                            .out()
                            .strip())
                    .isEqualTo(hotp(account, 6));
        }
    }

    private String hotp(InteropAccount account, int counter) {
        // oathtool knows HOTP with SHA-1 only; TOTP of that step is the same function with any hash.
        return oathtool(
                        "--totp=" + account.algorithm(),
                        "-b",
                        "-d",
                        "" + account.digits(),
                        "-s",
                        "1s",
                        "--now",
                        "@" + counter,
                        account.secret())
                .expect(0)
                .out()
                .strip();
    }

    private void store(Writer writer, List<InteropAccount> accounts) {
        if (writer == Writer.YKAWS) {
            StringBuilder script = new StringBuilder();
            for (InteropAccount each : accounts) {
                script.append("oath add ")
                        .append(String.join(" ", each.ykawsOptions()))
                        .append('\n');
            }
            key.ykawsTold(script.toString()).expect(0);
            return;
        }
        for (InteropAccount each : accounts) {
            key.ykman(each.ykmanOptions().toArray(String[]::new)).expect(0);
        }
    }

    private void bothListTheSame(List<InteropAccount> accounts) {
        List<String> ids = accounts.stream().map(InteropAccount::id).toList();
        String ours = key.ykaws("oath", "list", "-H", "-o", "json").expect(0).out();
        assertThat(matches(Pattern.compile("\"id\":\"(.*?)\",\"issuer\""), ours))
                .containsExactlyInAnyOrderElementsOf(ids);
        List<String> theirs =
                key.ykman("accounts", "list", "-H", "-o", "-P").expect(0).outLines();
        assertThat(theirs).hasSameSizeAs(accounts);
        for (InteropAccount account : accounts) {
            String line = account.id() + (account.hotp() ? ", HOTP" : ", TOTP, " + account.period());
            assertThat(theirs).anyMatch(each -> each.startsWith(line));
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    /** All codes by both at one time, and by oathtool; asked again while a step of any period turns in between. */
    private void bothTellTheSameCodes(List<InteropAccount> accounts) {
        for (int attempt = 0; attempt < 8; attempt++) {
            String before = key.ykaws("code", "-H", "-o", "json").expect(0).out();
            Map<String, String> theirs = new TreeMap<>();
            for (String line : key.ykman("accounts", "code", "-H").expect(0).outLines()) {
                Matcher matcher = LINE.matcher(line);
                assertThat(matcher.matches()).as(line).isTrue();
                theirs.put(matcher.group(1), matcher.group(2));
            }
            String after = key.ykaws("code", "-H", "-o", "json").expect(0).out();
            if (before.equals(after)) {
                compare(accounts, after, theirs);
                return;
            }
        }
        throw new AssertionError("a time step turned eight times in a row");
    }

    private void compare(List<InteropAccount> accounts, String ours, Map<String, String> theirs) {
        Matcher matcher = ACCOUNT.matcher(ours);
        int seen = 0;
        while (matcher.find()) {
            String id = matcher.group(1);
            InteropAccount account = accounts.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            seen++;
            assertThat(matcher.group(4)).as(id).isEqualTo(String.valueOf(account.touch()));
            if (account.touch()) {
                assertThat(theirs.get(id)).as(id).startsWith("[");
                assertThat(matcher.group(2)).isNull();
            } else {
                assertThat(matcher.group(2)).as(id).isEqualTo(theirs.get(id));
                assertThat(matcher.group(2)).as(id).isEqualTo(totp(account, matcher.group(3)));
            }
        }
        assertThat(seen).isEqualTo(accounts.size());
    }

    private String totp(InteropAccount account, String time) {
        return oathtool(
                        "--totp=" + account.algorithm(),
                        "-b",
                        "-d",
                        "" + account.digits(),
                        "-s",
                        account.period() + "s",
                        "--now",
                        time.replace("T", " ").replace("Z", " UTC"),
                        account.secret())
                .expect(0)
                .out()
                .strip();
    }

    private void oneCode(InteropAccount account) {
        for (int attempt = 0; attempt < 5; attempt++) {
            String before = key.ykaws("code", account.id()).expect(0).out().strip();
            String theirs = key.ykman("accounts", "code", "-s", account.id())
                    .expect(0)
                    .out()
                    .strip();
            if (before.equals(theirs)) {
                return;
            }
        }
        throw new AssertionError("five times another code of " + account.id());
    }

    /** The code by an implementation that is neither's. */
    private Outcome oathtool(String... words) {
        return Program.of(place, "oathtool").run(words);
    }

    private static String base32(int bytes) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes * 8 / 5; i++) {
            text.append(alphabet.charAt((i * 7 + bytes) % 32));
        }
        return text.toString();
    }
}
