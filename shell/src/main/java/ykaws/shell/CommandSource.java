package ykaws.shell;

import java.util.List;
import java.util.Optional;

/** Where commands come from. They are made one by one, when a line names them, since making all costs start-up time. */
public interface CommandSource {
    /** The names of the commands, groups included as {@code "oath add"}, in the order of the help. */
    List<String> names();

    /** A fresh command object for one of {@link #names}, or empty if this source has none of that name. */
    Optional<Object> command(String name, Invocation invocation);
}
