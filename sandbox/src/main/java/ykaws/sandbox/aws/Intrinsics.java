package ykaws.sandbox.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation's functions in a template: Ref, Fn::Sub, Fn::GetAtt (Arn), Fn::Join, Fn::Equals, Fn::Not, Fn::If and
 * Condition.
 * Source: CloudFormation User Guide, "Intrinsic function reference".
 */
final class Intrinsics {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, String> references;
    private final Map<String, List<String>> lists;
    private final Map<String, String> arns;
    private final Map<String, Object> conditions;

    /**
     * @param references what Ref gives: parameters, pseudo parameters, logical ids
     * @param lists what Ref gives for parameters that are lists
     * @param arns what Fn::GetAtt of Arn gives, by logical id
     * @param conditions the template's Conditions section
     */
    Intrinsics(
            Map<String, String> references,
            Map<String, List<String>> lists,
            Map<String, String> arns,
            Map<String, Object> conditions) {
        this.references = references;
        this.lists = lists;
        this.arns = arns;
        this.conditions = conditions;
    }

    /** The node with every function replaced by its value; null where it is {@code AWS::NoValue}. */
    @Nullable
    Object resolve(Object node) throws IOException {
        if (node instanceof List<?> list) {
            List<Object> resolved = new ArrayList<>();
            for (Object element : list) {
                Object value = resolve(element);
                if (value != null) {
                    resolved.add(value);
                }
            }
            return resolved;
        }
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        if (map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            String name = String.valueOf(only.getKey());
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                return call(name, only.getValue());
            }
        }
        Map<String, Object> resolved = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = resolve(entry.getValue());
            if (value != null) {
                resolved.put(String.valueOf(entry.getKey()), value);
            }
        }
        return resolved;
    }

    /** Whether the named condition of the template holds. */
    boolean holds(String condition) throws IOException {
        Object node = conditions.get(condition);
        if (node == null) {
            throw new IOException("the template has no condition " + condition);
        }
        return truth(node);
    }

    private @Nullable Object call(String function, Object argument) throws IOException {
        return switch (function) {
            case "Ref" -> referred(argument.toString());
            case "Fn::Join" -> joined(Tree.list(argument));
            case "Fn::Sub" -> substituted(argument.toString());
            case "Fn::GetAtt" ->
                arn(argument instanceof List<?> parts ? parts.get(0) + "." + parts.get(1) : argument.toString());
            case "Fn::If" -> {
                List<Object> parts = Tree.list(argument);
                yield resolve(parts.get(holds(parts.get(0).toString()) ? 1 : 2));
            }
            default -> throw new IOException("the sandbox does not know the function " + function);
        };
    }

    private @Nullable Object referred(String name) throws IOException {
        if (name.equals("AWS::NoValue")) {
            return null;
        }
        List<String> list = lists.get(name);
        return list == null ? reference(name) : list;
    }

    private String joined(List<Object> parts) throws IOException {
        List<String> texts = new ArrayList<>();
        Object resolved = parts.size() == 2 ? resolve(parts.get(1)) : null;
        Tree.list(resolved).forEach(each -> texts.add(each.toString()));
        return String.join(parts.get(0).toString(), texts);
    }

    private boolean truth(Object node) throws IOException {
        Map<String, Object> call = Tree.map(node, "a condition");
        if (call.containsKey("Condition")) {
            return holds(String.valueOf(call.get("Condition")));
        }
        if (call.containsKey("Fn::Not")) {
            return !truth(Tree.list(call.get("Fn::Not")).get(0));
        }
        List<Object> sides = Tree.list(call.get("Fn::Equals"));
        if (sides.size() != 2) {
            throw new IOException("the sandbox does not know the condition " + call.keySet());
        }
        return java.util.Objects.equals(resolve(sides.get(0)), resolve(sides.get(1)));
    }

    private String substituted(String text) throws IOException {
        StringBuilder result = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            String name = place.group(1);
            String value;
            if (name.startsWith("!")) {
                value = "${" + name.substring(1) + "}"; // meant for IAM, not for CloudFormation
            } else {
                value = name.endsWith(".Arn") ? arn(name) : reference(name);
            }
            place.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return place.appendTail(result).toString();
    }

    private String reference(String name) throws IOException {
        String value = references.get(name);
        if (value == null) {
            throw new IOException("the template refers to " + name + ", which is no parameter and no resource");
        }
        return value;
    }

    private String arn(String attribute) throws IOException {
        String value = attribute.endsWith(".Arn") ? arns.get(attribute.substring(0, attribute.length() - 4)) : null;
        if (value == null) {
            throw new IOException("the template asks for " + attribute + ", which the sandbox does not know");
        }
        return value;
    }
}
