package ykaws.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A CloudFormation template as JSON: functions in their long form. Comments are lost. */
public final class TemplateJson {
    private TemplateJson() {}

    /** The same template, in one JSON document. */
    public static String of(String yaml) throws IOException {
        return new String(Tree.toJson(Tree.map(longForm(Tree.yaml(yaml)), "the template")), UTF_8);
    }

    /** In JSON, Fn::GetAtt takes a list only (CloudFormation User Guide, "Fn::GetAtt"). */
    private static Object longForm(Object node) {
        if (node instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(longForm(each)));
            return all;
        }
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((name, value) -> all.put(
                name.toString(),
                name.equals("Fn::GetAtt") && value instanceof String attribute
                        ? List.of((Object[]) attribute.split("\\.", 2))
                        : longForm(value)));
        return all;
    }
}
