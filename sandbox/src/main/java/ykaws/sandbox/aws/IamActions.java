package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ykaws.sandbox.aws.Parameters.Shape;

/** IAM's users, and what all actions of IAM share. Source: IAM API Reference, version 2010-05-08. */
final class IamActions {
    private static final int DEFAULT_PAGE = 100;
    private static final int LONGEST_PAGE = 1000;

    static final Map<String, Call.Action> ALL = all();

    private IamActions() {}

    private static Map<String, Call.Action> all() {
        Map<String, Call.Action> actions = new TreeMap<>();
        actions.put("GetUser", IamActions::getUser);
        actions.putAll(UserActions.all());
        actions.putAll(MfaDeviceActions.all());
        actions.putAll(MfaListActions.all());
        actions.putAll(AccessKeyActions.all());
        return Map.copyOf(actions);
    }

    private static void getUser(Call call, Xml result) throws AwsRefusal {
        Stack.User user = user(call, "iam:GetUser", call.parameters().optional("UserName", Shape.USER_NAME));
        result.open("User");
        write(user, call, result);
        result.close();
    }

    static void write(Stack.User user, Call call, Xml result) {
        result.text("Path", user.path())
                .text("UserName", user.name())
                .text("UserId", Identifiers.uniqueId("AIDA", user.arn()))
                .text("Arn", user.arn())
                .text("CreateDate", time(call.world().createdOf(user.name())));
    }

    /** The user that an action is about, after the caller was found to have the right to it. */
    static Stack.User user(Call call, String action, @Nullable String named) throws AwsRefusal {
        String name = named;
        if (name == null) {
            if (!call.caller().isUser()) {
                throw AwsRefusal.validation("Must specify userName when calling with non-User credentials");
            }
            name = call.caller().identity().name();
        }
        call.authorizer().require(action, Authorizer.Target.user(call, name));
        String wanted = name;
        return call.user(wanted)
                .orElseThrow(() -> AwsRefusal.noSuchEntity("The user with name " + wanted + " cannot be found."));
    }

    /** Writes one page of a list as {@code Marker} and {@code MaxItems} ask for it. */
    static <T> void page(Call call, Xml result, Listing<T> listing) throws AwsRefusal {
        int max = call.parameters().number("MaxItems", DEFAULT_PAGE, 1, LONGEST_PAGE);
        String marker = call.parameters().raw("Marker");
        int from = marker == null ? 0 : position(marker, listing.items.size());
        int to = Math.min(from + max, listing.items.size());
        result.open(listing.element);
        for (T item : listing.items.subList(from, to)) {
            result.open("member");
            listing.member.accept(item);
            result.close();
        }
        result.close();
        boolean more = to < listing.items.size();
        result.text("IsTruncated", more);
        if (more) {
            result.text("Marker", Base64.getUrlEncoder().encodeToString(("after:" + to).getBytes(US_ASCII)));
        }
    }

    /** A list of an answer: its element's name, its items, and what writes one. */
    record Listing<T>(String element, List<T> items, Consumer<T> member) {}

    private static int position(String marker, int size) throws AwsRefusal {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), UTF_8);
            int position = text.startsWith("after:") ? Integer.parseInt(text.substring(6)) : -1;
            if (position >= 0) {
                // Items may have gone since the marker was given out.
                return Math.min(position, size);
            }
        } catch (IllegalArgumentException e) {
            throw invalidMarker();
        }
        throw invalidMarker();
    }

    private static AwsRefusal invalidMarker() {
        return AwsRefusal.validation("Invalid Marker.");
    }

    /** A time as AWS writes it in answers. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
