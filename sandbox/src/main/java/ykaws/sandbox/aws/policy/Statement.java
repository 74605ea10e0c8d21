package ykaws.sandbox.aws.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One statement of a policy: whom and what it fits, and whether it allows or denies that. */
final class Statement {
    private static final Set<String> KNOWN =
            Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private final boolean allows;
    private final Matching actions;
    private final Matching resources;
    private final List<String> principals;
    private final List<Condition> conditions = new ArrayList<>();

    /** The values of an element or of its Not form. */
    private record Matching(List<PolicyText> texts, boolean inverted) {
        static Matching of(Map<?, ?> statement, String element, boolean lowerCase) throws PolicyException {
            boolean inverted = statement.containsKey("Not" + element);
            List<PolicyText> texts = new ArrayList<>();
            for (String value : strings(statement.get(inverted ? "Not" + element : element))) {
                texts.add(new PolicyText(lowerCase ? value.toLowerCase(Locale.ROOT) : value));
            }
            return new Matching(texts, inverted);
        }

        boolean fits(String value, Map<String, String> context) {
            boolean like = false;
            for (PolicyText text : texts) {
                like |= text.isLike(value, context);
            }
            return like != inverted;
        }
    }

    Statement(Map<?, ?> statement) throws PolicyException {
        for (Object key : statement.keySet()) {
            if (!KNOWN.contains(key)) {
                throw new PolicyException("the sandbox does not know the statement element " + key);
            }
        }
        Object effect = statement.get("Effect");
        if (!"Allow".equals(effect) && !"Deny".equals(effect)) {
            throw new PolicyException("a statement's Effect is Allow or Deny, not " + effect);
        }
        this.allows = effect.equals("Allow");
        this.actions = Matching.of(statement, "Action", true);
        // A trust policy has no Resource: it speaks about the role that it belongs to.
        boolean anyResource = !statement.containsKey("Resource") && !statement.containsKey("NotResource");
        this.resources = anyResource ? new Matching(List.of(), true) : Matching.of(statement, "Resource", false);
        this.principals = principals(statement.get("Principal"));
        addConditions(statement.get("Condition"));
    }

    Decision decide(AccessRequest request) {
        Map<String, String> context = request.context();
        boolean fits = (principals.isEmpty() || principals.contains("*") || principals.contains(request.principal()))
                && actions.fits(request.action().toLowerCase(Locale.ROOT), context)
                && resources.fits(request.resource(), context);
        for (Condition condition : conditions) {
            fits = fits && condition.holds(context);
        }
        if (!fits) {
            return Decision.SILENT;
        }
        return allows ? Decision.ALLOWED : Decision.DENIED;
    }

    private void addConditions(@org.jspecify.annotations.Nullable Object element) throws PolicyException {
        if (element == null) {
            return;
        }
        for (Map.Entry<?, ?> operator : map(element, "Condition").entrySet()) {
            Map<?, ?> keys = map(operator.getValue(), "Condition");
            for (Map.Entry<?, ?> key : keys.entrySet()) {
                conditions.add(Condition.parse(
                        String.valueOf(operator.getKey()), String.valueOf(key.getKey()), strings(key.getValue())));
            }
        }
    }

    private static List<String> principals(@org.jspecify.annotations.Nullable Object element) throws PolicyException {
        if (element == null || element.equals("*")) {
            return element == null ? List.of() : List.of("*");
        }
        Map<?, ?> kinds = map(element, "Principal");
        if (!kinds.keySet().equals(Set.of("AWS"))) {
            throw new PolicyException("the sandbox knows AWS principals only, not " + kinds.keySet());
        }
        return strings(kinds.get("AWS"));
    }

    static Map<?, ?> map(@org.jspecify.annotations.Nullable Object node, String element) throws PolicyException {
        if (node instanceof Map<?, ?> map) {
            return map;
        }
        throw new PolicyException(element + " of a policy is not a map");
    }

    static List<String> strings(@org.jspecify.annotations.Nullable Object node) throws PolicyException {
        List<String> values = new ArrayList<>();
        for (Object value : node instanceof List<?> list ? list : List.of(node == null ? Map.of() : node)) {
            if (!(value instanceof String text)) {
                throw new PolicyException("a policy has no text where it needs one");
            }
            values.add(text);
        }
        return values;
    }
}
