package ykaws.shell.command;

import ykaws.pcsc.ApplicationSet;
import ykaws.pcsc.Capability;
import ykaws.shell.Invocation;
import ykaws.shell.Json;

/** The applications that are enabled, for programs: a name a line, or a JSON array. */
final class EnabledApplications {
    private EnabledApplications() {}

    static void print(Invocation invocation, ApplicationSet set) {
        if (!invocation.options().json()) {
            for (Capability each : Capability.listOf(set.enabled())) {
                invocation.console().print(each.name());
            }
            return;
        }
        Json json = new Json().beginArray();
        for (Capability each : Capability.listOf(set.enabled())) {
            json.value(each.name());
        }
        invocation.console().data(json.endArray().toString());
    }
}
