package ykaws.sandbox.aws.policy;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A string of a policy, with variables such as {@code ${aws:username}} and, where the place allows it, the wildcards
 * {@code *} and {@code ?}. A wildcard inside a variable's value is an ordinary character.
 */
final class PolicyText {
    private static final Pattern PART = Pattern.compile("\\$\\{([^}]*)}|[*?]|[^*?$]+|\\$");

    private final String text;

    PolicyText(String text) {
        this.text = text;
    }

    /** Whether {@code value} equals this text, wildcards taken literally; false if a variable has no value. */
    boolean isExactly(String value, Map<String, String> context) {
        return matches(value, context, false);
    }

    /** Whether {@code value} is like this text, wildcards applied; false if a variable has no value. */
    boolean isLike(String value, Map<String, String> context) {
        return matches(value, context, true);
    }

    private boolean matches(String value, Map<String, String> context, boolean wildcards) {
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String variable = part.group(1);
            String piece = variable == null ? part.group() : lookUp(variable, context);
            if (piece == null) {
                return false;
            }
            boolean wild = wildcards && variable == null && (piece.equals("*") || piece.equals("?"));
            regex.append(wild ? "." + (piece.equals("*") ? "*" : "") : Pattern.quote(piece));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches();
    }

    private static @Nullable String lookUp(String variable, Map<String, String> context) {
        // ${*}, ${?} and ${$} are IAM's way to write these characters themselves.
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return variable;
        }
        return context.get(variable);
    }

    @Override
    public String toString() {
        return text;
    }
}
