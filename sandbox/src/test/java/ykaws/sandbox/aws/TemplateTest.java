package ykaws.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What CloudFormation would find wrong with a template before it makes anything, and what IAM never finds wrong. */
class TemplateTest {
    private static final Set<String> PSEUDO = Set.of("AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::NoValue");
    /** IAM takes any key and then never finds it in a request. */
    private static final Set<String> CONDITION_KEYS = Set.of("aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge");

    private static final Set<String> OPERATORS = Set.of("Bool", "NumericLessThan");
    private static final Set<String> IAM_VARIABLES = Set.of("aws:username");

    private final List<String> faults = new ArrayList<>();
    private final Set<String> used = new TreeSet<>();
    private final Set<String> usedConditions = new TreeSet<>();

    private List<String> faults(String yaml) throws IOException {
        Map<String, Object> template = Tree.yaml(yaml);
        Set<String> parameters = section(template, "Parameters").keySet();
        Map<String, Object> resources = section(template, "Resources");
        Set<String> known = new HashSet<>(PSEUDO);
        known.addAll(parameters);
        known.addAll(resources.keySet());
        template.forEach((name, section) -> {
            if (!name.equals("Parameters")) {
                look(section, known, resources.keySet());
            }
        });
        parameters.stream().filter(name -> !used.contains(name)).forEach(name -> faults.add("unused " + name));
        Set<String> conditions = section(template, "Conditions").keySet();
        conditions.stream()
                .filter(name -> !usedConditions.contains(name))
                .forEach(name -> faults.add("unused " + name));
        usedConditions.stream().filter(name -> !conditions.contains(name)).forEach(name -> faults.add("no " + name));
        return faults;
    }

    private static Map<String, Object> section(Map<String, Object> template, String name) throws IOException {
        return Tree.map(template.getOrDefault(name, Map.of()), name);
    }

    private void look(Object node, Set<String> known, Set<String> resources) {
        if (node instanceof List<?> list) {
            list.forEach(each -> look(each, known, resources));
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                function(name.toString(), value, known, resources);
                look(value, known, resources);
            });
        } else if (node.toString().startsWith("arn:aws:")) {
            faults.add("of one partition: " + node);
        }
    }

    private void function(String name, Object value, Set<String> known, Set<String> resources) {
        switch (name) {
            case "Ref" -> refer(value.toString(), known);
            case "Fn::GetAtt" -> refer(value.toString().split("\\.", 2)[0], resources);
            case "Fn::If" -> usedConditions.add(Tree.list(value).get(0).toString());
            case "Fn::Sub" -> {
                Matcher place = Pattern.compile("\\$\\{(!?)([^}]*)}").matcher(value.toString());
                while (place.find()) {
                    refer(place.group(2), place.group(1).isEmpty() ? known : IAM_VARIABLES);
                }
            }
            case "Condition" -> {
                if (value instanceof Map<?, ?> operators) {
                    operators.forEach((operator, keys) -> condition(operator.toString(), (Map<?, ?>) keys));
                } else {
                    usedConditions.add(value.toString());
                }
            }
            default -> {
                // Nothing is referred to by any other name.
            }
        }
    }

    private void condition(String operator, Map<?, ?> keys) {
        if (!OPERATORS.contains(operator)) {
            faults.add("operator " + operator);
        }
        keys.keySet().stream().filter(key -> !CONDITION_KEYS.contains(key)).forEach(key -> faults.add("key " + key));
    }

    private void refer(String name, Set<String> known) {
        used.add(name);
        if (!known.contains(name)) {
            faults.add("refers to " + name);
        }
    }

    @Test
    void nothingIsWrongWithTheTemplate() throws IOException {
        assertThat(faults(AwsTest.template())).isEmpty();
        assertThat(used).contains("DeveloperName", "AWS::Partition", "aws:username", "Developer", "MaxMfaAgeSeconds");
    }

    /** The faults that this looks for are found. */
    @Test
    void whatIsWrongIsFound() throws IOException {
        String yaml = AwsTest.template()
                .replace("aws:MultiFactorAuthAge:", "'aws: MultiFactorAuthAge':")
                .replace("NumericLessThan", "NumericLesThan")
                .replace("!GetAtt Role.Arn", "!GetAtt Rolle.Arn")
                .replace("role/${RoleName}", "role/${RollName}")
                .replace("UserName: !Ref AdminName", "UserName: boss")
                .replace("${!aws:username}", "${!aws:userName}")
                .replace("Condition: WithAdmin", "Condition: WithBoss")
                .replace("'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess'", "'arn:aws:iam::aws:policy/x'");
        assertThat(faults(yaml))
                .contains(
                        "key aws: MultiFactorAuthAge",
                        "operator NumericLesThan",
                        "refers to Rolle",
                        "refers to RollName",
                        "refers to aws:userName",
                        "unused WithAdmin",
                        "no WithBoss",
                        "of one partition: arn:aws:iam::aws:policy/x");
    }

    @Test
    void asJsonItIsTheSame() throws IOException {
        Map<String, Object> json =
                Tree.json(TemplateJson.of(AwsTest.template()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(json.keySet()).isEqualTo(Tree.yaml(AwsTest.template()).keySet());
        assertThat(Tree.map(Tree.map(json.get("Outputs"), "o").get("RoleArn"), "r"))
                .containsEntry("Value", Map.of("Fn::GetAtt", List.of("Role", "Arn")));
        assertThat(Stack.read(TemplateJson.of(AwsTest.template()), Map.of()).outputs())
                .isEqualTo(Stack.read(AwsTest.template(), Map.of()).outputs());
    }
}
