package ykaws.shell;

/** Carries a {@link Problem} out of a command. Only this layer throws it: the layers below have exceptions of their own. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Failure(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
