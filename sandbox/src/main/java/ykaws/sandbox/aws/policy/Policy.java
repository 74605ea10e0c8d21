package ykaws.sandbox.aws.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A policy document. Read: Effect, Action, NotAction, Resource, NotResource, AWS principals, and the condition operators
 * for strings, ARNs, numbers, Bool and Null with their IfExists forms. Anything else is an error when the policy is
 * read, never a silent Allow. Source: IAM User Guide, "IAM JSON policy elements reference".
 */
public final class Policy {
    private final String name;
    private final List<Statement> statements;

    private Policy(String name, List<Statement> statements) {
        this.name = name;
        this.statements = statements;
    }

    /**
     * Reads a document of maps, lists and strings.
     *
     * @throws PolicyException if it is wrong or asks for more than the sandbox knows
     */
    public static Policy read(String name, Object document) throws PolicyException {
        Map<?, ?> map = Statement.map(document, "the document");
        if (!"2012-10-17".equals(map.get("Version"))) {
            // Without it, IAM takes ${aws:username} literally: nobody wants that.
            throw new PolicyException("policy " + name + " lacks Version 2012-10-17");
        }
        Object element = map.get("Statement");
        List<Statement> statements = new ArrayList<>();
        for (Object statement : element instanceof List<?> list ? list : List.of(element == null ? "" : element)) {
            statements.add(new Statement(Statement.map(statement, "Statement")));
        }
        return new Policy(name, List.copyOf(statements));
    }

    /** What this policy says about a request. */
    public Decision decide(AccessRequest request) {
        Decision decision = Decision.SILENT;
        for (Statement statement : statements) {
            decision = decision.and(statement.decide(request));
        }
        return decision;
    }

    /** What these policies say together. */
    public static Decision decide(List<Policy> policies, AccessRequest request) {
        Decision decision = Decision.SILENT;
        for (Policy policy : policies) {
            decision = decision.and(policy.decide(request));
        }
        return decision;
    }

    @Override
    public String toString() {
        return "Policy[" + name + "]";
    }
}
