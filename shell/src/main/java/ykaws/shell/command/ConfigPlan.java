package ykaws.shell.command;

import java.util.List;
import ykaws.pcsc.ConfigChange;

/**
 * A change of a key's configuration, and how a person is told of it.
 *
 * @param lines what will be, a line each
 * @param done what is then so, a line each
 */
record ConfigPlan(ConfigChange change, List<String> lines, List<String> done) {
    ConfigPlan {
        lines = List.copyOf(lines);
        done = List.copyOf(done);
    }
}
