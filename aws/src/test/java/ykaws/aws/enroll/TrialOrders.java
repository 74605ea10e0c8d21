package ykaws.aws.enroll;

import java.util.ArrayList;
import java.util.List;
import ykaws.aws.enroll.Trial.Fault;
import ykaws.aws.enroll.Trial.Order;
import ykaws.aws.enroll.Trial.Point;

/** Which faults there are for a {@link Trial}. */
final class TrialOrders {
    private TrialOrders() {}

    /** Whether that can go wrong there. */
    static boolean fits(Fault fault, Point point) {
        return switch (fault) {
            case KILL -> true;
            case REFUSED, THROTTLED -> point.aws() && !point.after();
            case SILENCE -> point.aws();
            case REMOVED -> !point.aws();
            case CARD_ERROR -> !point.aws() && !point.after();
            case FULL -> point.name().equals("01") && !point.after();
        };
    }

    /** All that can go wrong at each of these points. */
    static List<Order> all(List<Point> points) {
        List<Order> orders = new ArrayList<>();
        for (Point point : points) {
            for (Fault fault : Fault.values()) {
                if (fits(fault, point)) {
                    orders.add(new Order(point.number(), fault));
                }
            }
        }
        return orders;
    }
}
