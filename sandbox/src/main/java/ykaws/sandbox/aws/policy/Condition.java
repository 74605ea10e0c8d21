package ykaws.sandbox.aws.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line of a Condition element: an operator, a key, and the values of which one must fit. */
final class Condition {
    private static final String IF_EXISTS = "IfExists";

    private enum Operator {
        STRINGEQUALS,
        STRINGNOTEQUALS,
        STRINGEQUALSIGNORECASE,
        STRINGLIKE,
        STRINGNOTLIKE,
        ARNEQUALS,
        ARNLIKE,
        ARNNOTEQUALS,
        ARNNOTLIKE,
        BOOL,
        NUMERICEQUALS,
        NUMERICNOTEQUALS,
        NUMERICLESSTHAN,
        NUMERICLESSTHANEQUALS,
        NUMERICGREATERTHAN,
        NUMERICGREATERTHANEQUALS,
        NULL;

        boolean negated() {
            return name().contains("NOT");
        }
    }

    private final Operator operator;
    private final boolean ifExists;
    private final String key;
    private final List<String> values;

    private Condition(Operator operator, boolean ifExists, String key, List<String> values) {
        this.operator = operator;
        this.ifExists = ifExists;
        this.key = key;
        this.values = values;
    }

    static Condition parse(String operator, String key, List<String> values) throws PolicyException {
        boolean ifExists = operator.endsWith(IF_EXISTS);
        String base = ifExists ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator;
        Operator known;
        try {
            known = Operator.valueOf(base.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new PolicyException("the sandbox does not know the condition operator " + operator, e);
        }
        if (key.contains(" ")) {
            throw new PolicyException("no condition key has a space in it: '" + key + "'");
        }
        if (known.name().startsWith("NUMERIC")) {
            for (String value : values) {
                number(value);
            }
        }
        return new Condition(known, ifExists, key, values);
    }

    boolean holds(Map<String, String> context) {
        String actual = context.get(key);
        if (operator == Operator.NULL) {
            return values.contains(Boolean.toString(actual == null));
        }
        if (actual == null) {
            // Documented by IAM: without the key a negated operator holds, any other does not.
            return ifExists || operator.negated();
        }
        for (String value : values) {
            if (fits(value, actual, context)) {
                return !operator.negated();
            }
        }
        return operator.negated();
    }

    /** Whether the value fits, the operator's "not" left aside. */
    private boolean fits(String value, String actual, Map<String, String> context) {
        PolicyText text = new PolicyText(value);
        return switch (operator) {
            case STRINGEQUALS, STRINGNOTEQUALS -> text.isExactly(actual, context);
            case STRINGEQUALSIGNORECASE, BOOL -> value.equalsIgnoreCase(actual);
            case STRINGLIKE, STRINGNOTLIKE, ARNEQUALS, ARNLIKE, ARNNOTEQUALS, ARNNOTLIKE ->
                text.isLike(actual, context);
            case NUMERICEQUALS, NUMERICNOTEQUALS -> compare(actual, value) == 0;
            case NUMERICLESSTHAN -> compare(actual, value) < 0;
            case NUMERICLESSTHANEQUALS -> compare(actual, value) <= 0;
            case NUMERICGREATERTHAN -> compare(actual, value) > 0;
            case NUMERICGREATERTHANEQUALS -> compare(actual, value) >= 0;
            case NULL -> false;
        };
    }

    private static int compare(String actual, String value) {
        return new BigDecimal(actual).compareTo(new BigDecimal(value));
    }

    private static void number(String value) throws PolicyException {
        try {
            new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new PolicyException("a numeric condition is compared with '" + value + "'", e);
        }
    }
}
