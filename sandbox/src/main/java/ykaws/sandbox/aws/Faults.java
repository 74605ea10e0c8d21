package ykaws.sandbox.aws;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Failures that a test orders: the next calls of an action are refused, lose their connection after they took effect,
 * or wait for the test. Nothing here is reached unless a test put it into the settings.
 */
public final class Faults {
    /** Never fails. Ordering a fault of it is a mistake in a test. */
    public static final Faults NONE = new Faults();

    /** What runs before an action is looked at, for example a wait for a latch. */
    public interface Pause {
        void run() throws IOException;
    }

    /** A refusal in AWS's form. */
    public record Refusal(int status, String code, String message) {}

    private enum Point {
        BEFORE,
        REFUSE,
        DROP
    }

    private static final class Order {
        final Point point;
        final String action;
        final Object detail;
        int times;

        Order(Point point, String action, int times, Object detail) {
            this.point = point;
            this.action = action;
            this.times = times;
            this.detail = detail;
        }
    }

    private final List<Order> orders = new ArrayList<>();

    /** Refuses the next calls of {@code action} after signature check, before any effect. */
    public Faults refuse(String action, int times, Refusal refusal) {
        return add(new Order(Point.REFUSE, action, times, refusal));
    }

    /** Lets the next calls of {@code action} take effect, then closes the connection without an answer. */
    public Faults dropAfterEffect(String action, int times) {
        return add(new Order(Point.DROP, action, times, ""));
    }

    /** Runs {@code pause} before each of the next calls of {@code action}, outside every lock. */
    public Faults before(String action, int times, Pause pause) {
        return add(new Order(Point.BEFORE, action, times, pause));
    }

    private synchronized Faults add(Order order) {
        if (this == NONE) {
            throw new IllegalStateException("Faults.NONE takes no orders: put your own Faults into the settings");
        }
        orders.add(order);
        return this;
    }

    void beforeCall(String action) throws IOException {
        Object pause = take(Point.BEFORE, action);
        if (pause != null) {
            ((Pause) pause).run();
        }
    }

    void refuseIfOrdered(String action) throws AwsRefusal {
        Object refusal = take(Point.REFUSE, action);
        if (refusal != null) {
            Refusal ordered = (Refusal) refusal;
            throw new AwsRefusal(ordered.status, ordered.code, ordered.message);
        }
    }

    boolean dropsAnswer(String action) {
        return take(Point.DROP, action) != null;
    }

    private synchronized @org.jspecify.annotations.Nullable Object take(Point point, String action) {
        for (Iterator<Order> i = orders.iterator(); i.hasNext(); ) {
            Order order = i.next();
            if (order.point == point && order.action.equals(action)) {
                if (--order.times <= 0) {
                    i.remove();
                }
                return order.detail;
            }
        }
        return null;
    }
}
