package ykaws.shell.command;

import java.util.ArrayList;
import java.util.List;
import ykaws.pcsc.ConfigChange;

/** What a change of the configuration is told as, gathered part by part. */
final class ConfigLines {
    private final List<String> planned = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    void add(String plan, String then) {
        planned.add(plan);
        done.add(then);
    }

    boolean isEmpty() {
        return planned.isEmpty();
    }

    ConfigPlan plan(ConfigChange change) {
        return new ConfigPlan(change, planned, done);
    }
}
