package ykaws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ykaws.sandbox.aws.TemplateJson;
import ykaws.shell.Invocation;
import ykaws.shell.Problem;

/** {@code template}. */
@Command(
        name = "template",
        description = {
            "Print the CloudFormation stack: a user who may look after their own MFA devices, and a role that asks for"
                    + " MFA not older than 300 s.",
            "The options change the defaults of its parameters, which a deployment may still override.",
            "",
            "Example: ykaws template > ykaws.yaml",
            "Example: ykaws template --user ann --role ann-dev > ann.yaml"
        })
final class TemplateCommand implements Callable<Integer> {
    private static final String NAME = "[\\w+=,.@-]{1,64}";
    private static final String POLICY = "arn:aws[a-z-]*:iam::(?:aws|\\d{12}):policy/[!-+\\--~]{1,512}";

    private final Invocation invocation;

    @Option(names = "--user", paramLabel = "NAME", description = "The IAM user; dev.")
    @Nullable
    String user;

    @Option(names = "--role", paramLabel = "NAME", description = "The role; DevRole.")
    @Nullable
    String role;

    @Option(names = "--max-age", paramLabel = "SECONDS", description = "How old the MFA code may be; 300.")
    @Nullable
    Integer maxAge;

    @Option(
            names = "--policy",
            paramLabel = "ARN",
            description =
                    "A managed policy of the role; may be repeated; default: read-only access to IAM, EC2, Lambda.")
    List<String> policies = new ArrayList<>();

    @Option(
            names = "--user-policy",
            paramLabel = "ARN",
            description = "A further managed policy of the user; may be repeated.")
    List<String> userPolicies = new ArrayList<>();

    @Option(
            names = "--admin",
            paramLabel = "NAME",
            description = "A second user, with AdministratorAccess; none by default.")
    @Nullable
    String admin;

    TemplateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        TemplateDefaults template = new TemplateDefaults(SandboxAws.template());
        template.set("DeveloperName", matching(user, NAME, "the name of an IAM user"));
        template.set("RoleName", matching(role, NAME, "the name of a role"));
        template.set("AdminName", matching(admin, NAME, "the name of an IAM user"));
        template.set("MaxMfaAgeSeconds", seconds());
        template.set("RolePolicyArns", arns(policies));
        template.set("DeveloperPolicyArns", arns(userPolicies));
        String text = template.text();
        invocation.console().data(invocation.options().json() ? TemplateJson.of(text) : text.stripTrailing());
        return 0;
    }

    private @Nullable String seconds() {
        Integer age = maxAge;
        if (age != null && (age < 60 || age > 43200)) {
            throw Problem.usage("--max-age is 60 to 43200 seconds").failure();
        }
        return age == null ? null : age.toString();
    }

    private static @Nullable String arns(List<String> arns) {
        arns.forEach(arn -> matching(arn, POLICY, "the ARN of a managed policy"));
        return arns.isEmpty() ? null : String.join(",", arns);
    }

    private static @Nullable String matching(@Nullable String text, String pattern, String what) {
        if (text != null && !text.matches(pattern)) {
            throw Problem.usage("'" + text + "' can't be " + what).failure();
        }
        return text;
    }
}
